#compdef bantin
# Completion of bantin in zsh.
_bantin() {
    local line program=${words[1]/#\~/$HOME}
    local -a found
    while IFS= read -r line; do
        case $line in
            :files) _files ;;
            :folders) _files -/ ;;
            *$'\t'*) found+=("${${line%%$'\t'*}//:/\\:}:${line#*$'\t'}") ;;
            *) found+=("${line//:/\\:}") ;;
        esac
    done < <("$program" completion words -- "${(@)words[2,CURRENT]}" 2>/dev/null)
    if (( ${#found} )); then
        _describe bantin found
    fi
}
if [[ ${funcstack[1]} == _bantin ]]; then
    _bantin "$@"
else
    compdef _bantin bantin
fi
