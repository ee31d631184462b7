package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"bantin/internal/diag"
	"bantin/internal/output"
	"bantin/internal/publish"
)

// failPublish tells why a site could not be published, and what to do. plan may be nil.
func (p *invocation) failPublish(err error, o *publishOptions, plan *publish.Plan) int {
	var (
		target  *publish.Error
		locked  *publish.LockedError
		brake   *publish.BrakeError
		purge   *publish.PurgeError
		changed *publish.ChangedError
		folder  *output.FolderError
	)
	said := text{"không làm được: " + err.Error(), "cannot go on: " + err.Error()}
	switch {
	case errors.Is(err, context.Canceled):
		said = text{"đã dừng; chạy lại thì đăng tiếp từ chỗ dở", "stopped; run it again to go on from there"}
	case errors.As(err, &locked):
		said = lockedText(locked)
	case errors.As(err, &brake):
		said = brakeText(brake)
	case errors.As(err, &purge):
		said = purgeText(purge, plan)
	case errors.As(err, &changed):
		said = text{changed.Path + " đã đổi trong lúc đăng; chạy lại để đăng tiếp", changed.Path + " has changed while it was published; run it again to go on"}
	case errors.As(err, &folder):
		said = text{
			fmt.Sprintf("không đăng vào %s vì chồng lên %s; chọn một thư mục riêng cho trang đã đăng", folder.Dir, folder.Other),
			fmt.Sprintf("the site cannot be published to %s, which overlaps %s; choose a folder of its own", folder.Dir, folder.Other),
		}
		if folder.Other == "" {
			said = text{folder.Dir + " không phải là thư mục", folder.Dir + " is not a folder"}
		}
	case errors.As(err, &target):
		said = targetText(target)
	case isMissing(o.dir):
		said = text{"không có thư mục " + o.dir, "there is no folder " + o.dir}
	default:
		said = p.stateText(err, o, plan, said)
	}
	p.say(text{"bantin: %s", "bantin: %s"}, diag.Harmless(said.in(p.lang)))
	return failed
}

// stateText is for what is wrong with the built site or with the target as it is.
func (p *invocation) stateText(err error, o *publishOptions, plan *publish.Plan, other text) text {
	switch {
	case errors.Is(err, publish.ErrNoSite):
		return text{"chưa có trang đã dựng (không thấy index.html); chạy “bantin build” trước, hoặc chỉ thư mục bằng --out",
			"there is no built site (no index.html); run “bantin build” first, or name its folder with --out"}
	case errors.Is(err, publish.ErrUnfinished):
		return text{"lần dựng trước bị ngắt giữa chừng; chạy lại “bantin build” rồi đăng", "the last build was stopped halfway; run “bantin build” again, then publish"}
	case errors.Is(err, output.ErrBusy):
		return busyText(err)
	case errors.Is(err, publish.ErrOtherBase):
		return text{"trang được dựng cho địa chỉ khác với --base-url; dựng lại bằng “bantin build --base-url …” rồi đăng",
			"the site was built for another address than --base-url; build it with “bantin build --base-url …”, then publish"}
	case errors.Is(err, publish.ErrPreview):
		return text{"trang được dựng để xem thử, có bài nháp hoặc bài hẹn ngày sau; dựng lại không có --drafts, --future, hoặc thêm --preview nếu đích là chỗ xem thử",
			"the site was built as a preview, with drafts or posts of later dates; build it without --drafts and --future, or add --preview if the target is for previews"}
	case errors.Is(err, publish.ErrOtherSite):
		return text{"đích đang chứa trang của " + plan.Other + "; nếu đúng là muốn thay trang ấy thì thêm --adopt, không thì kiểm tra lại địa chỉ đích",
			"the target holds the site of " + plan.Other + "; to replace that one add --adopt, else look at the target's address again"}
	case errors.Is(err, publish.ErrForeign):
		p.sayNames(plan.Foreign, text{"đang có trên đích", "lying on the target"})
		if plan.Damaged {
			return text{"bản ghi của bantin trên đích bị hỏng nên không rõ tệp nào là của trang; thêm --adopt để đăng lại (không xóa tệp nào đang có)",
				"bantin's record on the target is damaged, so nobody knows which files are the site's; add --adopt to publish anew (no file that is there is deleted)"}
		}
		return text{"đích đã có tệp không do bantin đăng; đúng chỗ thì thêm --adopt (tệp trùng tên bị thay, tệp khác để nguyên), không thì chọn thư mục khác",
			"the target has files that bantin did not publish; if it is the right place add --adopt (files of the same names are replaced, others stay), else choose another folder"}
	case errors.Is(err, publish.ErrMoved):
		return text{"có người khác đang đăng liên tục lên đích này; chạy lại sau", "somebody else keeps publishing to the target; try again later"}
	case errors.Is(err, publish.ErrLockLost):
		return text{"có người khác đã giành quyền đăng lên đích này giữa chừng nên dừng lại; khi họ xong hãy chạy lại", "somebody else has taken over the target in the middle, so we stopped; run it again when they are done"}
	}
	return other
}

func lockedText(e *publish.LockedError) text {
	who := text{"có người khác", "somebody else"}
	if e.Who != "" {
		who = text{e.Who, e.Who}
	}
	age := e.Age.Round(time.Second).String()
	return text{
		fmt.Sprintf("%s đang đăng lên đích này (dấu hiệu gần nhất: %s trước); chờ họ xong rồi chạy lại. Nếu chắc chắn không còn ai đăng thì thêm --break-lock; quá 15 phút không có dấu hiệu thì khóa tự hết hiệu lực", who.vi, age),
		fmt.Sprintf("%s is publishing to the target (last sign of life: %s ago); wait until that is done. If you are sure that nobody is, add --break-lock; after 15 minutes without a sign the lock counts no more", who.en, age),
	}
}

func brakeText(e *publish.BrakeError) text {
	limit := fmt.Sprint(e.Limit.N)
	if e.Limit.Percent {
		limit += "%"
	}
	return text{
		fmt.Sprintf("lần đăng này sẽ xóa %d trong %d trang trên đích, quá mức cho phép (%s), nên chưa làm gì; nếu đúng là muốn vậy thì thêm --max-deletes %d", e.Going, e.All, limit, e.Going),
		fmt.Sprintf("this would delete %d of the %d pages on the target, more than allowed (%s), so nothing was done; if that is meant add --max-deletes %d", e.Going, e.All, limit, e.Going),
	}
}

func purgeText(e *publish.PurgeError, plan *publish.Plan) text {
	switch {
	case e.Home:
		return text{"--purge " + e.Address + ": không phải địa chỉ của một bài; ví dụ: --purge /2021/05/ten-bai/", "--purge " + e.Address + ": not the address of a post; for example: --purge /2021/05/some-post/"}
	case plan != nil && len(plan.StillThere) > 0:
		return text{"--purge " + e.Address + ": trên đích chỉ còn những gì trang đã dựng có; muốn gỡ cả bài thì xóa tệp bài hoặc ghi removed, dựng lại rồi đăng",
			"--purge " + e.Address + ": the target has nothing there but what the built site has; to take the post down delete its file or write removed, build and publish"}
	}
	return text{"--purge " + e.Address + ": trên đích không có gì ở địa chỉ ấy (đã gỡ rồi, hoặc gõ sai)", "--purge " + e.Address + ": there is nothing at that address on the target (gone already, or mistyped)"}
}

// targetText is for what a target could not do.
func targetText(e *publish.Error) text {
	switch e.Fault {
	case publish.UnknownScheme, publish.PlainFTP, publish.BadAddress, publish.SecretInAddress, publish.NoPlace:
		return addressText(e)
	case publish.NoCredentials, publish.BadCredentials, publish.UnknownHost, publish.ChangedHost, publish.BadCertificate, publish.NoTLS, publish.WrongClock:
		return loginText(e)
	}
	return workText(e)
}

// said puts the place before what is said of it.
func said(e *publish.Error) func(vi, en string) text {
	at := e.Place
	if e.Path != "" {
		at += " (" + e.Path + ")"
	}
	return func(vi, en string) text { return text{at + ": " + vi, at + ": " + en} }
}

// addressText is for addresses that lead nowhere.
func addressText(e *publish.Error) text {
	both := said(e)
	switch e.Fault {
	case publish.UnknownScheme:
		return both("không biết kiểu đích “"+e.Detail+"”; dùng một thư mục, sftp://, s3:// hoặc ftps://", "unknown kind of target “"+e.Detail+"”; use a folder, sftp://, s3:// or ftps://")
	case publish.PlainFTP:
		return both("ftp:// gửi mật khẩu không mã hóa nên không dùng; thử ftps:// hoặc sftp:// với cùng máy chủ", "ftp:// sends passwords in the clear and is not used; try ftps:// or sftp:// with the same server")
	case publish.BadAddress:
		return both("địa chỉ đích chưa đúng ("+e.Detail+"); ví dụ: sftp://ten@may-chu/var/www/ban-tin", "bad address of a target ("+e.Detail+"); for example: sftp://name@server/var/www/news")
	case publish.SecretInAddress:
		return both("đừng ghi mật khẩu trong địa chỉ, nó sẽ nằm lại trong nhật ký; đặt vào biến môi trường "+e.Detail, "do not write a password into the address, where logs keep it; put it into the environment variable "+e.Detail)
	case publish.NoPlace:
		return both("không có "+e.Detail+"; tạo trước rồi đăng", "there is no "+e.Detail+"; make it first")
	}
	return both("không làm được"+because(e), "cannot go on"+because(e))
}

// loginText is for servers that do not let us in, or that we do not trust.
func loginText(e *publish.Error) text {
	both := said(e)
	switch e.Fault {
	case publish.NoCredentials:
		return both("chưa có gì để đăng nhập; đã tìm: "+e.Detail, "there is nothing to log in with; looked at: "+e.Detail)
	case publish.BadCredentials:
		return both("máy chủ không nhận khóa hoặc mật khẩu này"+bracket(e.Detail), "the server does not accept the key or password"+bracket(e.Detail))
	case publish.UnknownHost:
		return both("chưa biết máy chủ này; khóa của nó là "+e.Detail+". So với khóa mà nơi cho thuê máy chủ công bố; đúng thì chạy: "+e.Hint,
			"the server is not known; its key is "+e.Detail+". Compare that with what the server's owner says; if it is right run: "+e.Hint)
	case publish.ChangedHost:
		return both("khóa của máy chủ đã khác ("+e.Detail+") với khóa ghi ở "+e.Hint+": có thể máy chủ được cài lại, cũng có thể có kẻ giả làm máy chủ. Hỏi nơi cho thuê máy chủ trước khi xóa dòng ấy",
			"the server's key ("+e.Detail+") is not the one in "+e.Hint+": the server was set up anew, or somebody stands in its place. Ask its owner before you remove that line")
	case publish.BadCertificate:
		return both("chứng chỉ của máy chủ không hợp lệ"+because(e)+"; nếu là chứng chỉ riêng của đơn vị thì ghi tên tệp chứng chỉ (PEM) vào biến "+e.Hint,
			"the server's certificate is not valid"+because(e)+"; if it is one of your own, name its authority's file (PEM) in the variable "+e.Hint)
	case publish.NoTLS:
		return both("máy chủ không nhận kết nối mã hóa (TLS) nên không gửi gì; xem lại địa chỉ và cổng, hoặc hỏi nơi cho thuê máy chủ"+because(e), "the server does not take encrypted connections (TLS), so nothing was sent; look at its address and port again, or ask its owner"+because(e))
	case publish.WrongClock:
		return both("đồng hồ của máy này lệch quá nhiều so với máy chủ ("+e.Detail+", S3 chỉ cho lệch 15 phút); chỉnh lại giờ rồi chạy lại", "the clock of this machine is too far from the server's ("+e.Detail+"; S3 allows 15 minutes); set it right and run it again")
	}
	return both("không làm được"+because(e), "cannot go on"+because(e))
}

// workText is for what goes wrong on the way.
func workText(e *publish.Error) text {
	both := said(e)
	switch e.Fault {
	case publish.NoServer:
		return both("không kết nối được"+because(e), "cannot connect"+because(e))
	case publish.Denied:
		return both("không có quyền ghi hoặc đọc ở đó; những gì đã đăng vẫn nguyên vẹn", "permission denied; what was published is whole")
	case publish.Full:
		return both("nơi đăng đã hết chỗ; dọn bớt rồi chạy lại, sẽ đăng tiếp từ chỗ dở", "there is no room left; make some and run it again, it goes on from there")
	case publish.Lost:
		return both("mất kết nối; chạy lại để đăng tiếp từ chỗ dở"+because(e), "the connection was lost; run it again to go on from there"+because(e))
	case publish.Busy:
		return both("máy chủ đang quá tải; chờ một lúc rồi chạy lại"+because(e), "the server is overloaded; run it again after a while"+because(e))
	}
	return both("không làm được"+because(e), "cannot go on"+because(e))
}

func bracket(s string) string {
	if s == "" {
		return ""
	}
	return " (" + s + ")"
}

func because(e *publish.Error) string {
	if e.Err == nil {
		return bracket(e.Detail)
	}
	return ": " + e.Err.Error()
}
