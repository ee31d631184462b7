package scaffold

import (
	"testing"

	"bantin/internal/media"
	"bantin/internal/viet"
)

func TestPhotoName(t *testing.T) {
	var names []string
	for _, test := range []struct {
		name   string
		format media.Format
		want   string
	}{
		{"IMG_0001.JPG", media.JPEG, "img-0001.jpg"},
		{"Ảnh chụp màn hình.png", media.PNG, "anh-chup-man-hinh.png"},
		{viet.NFC("Đoàn") + ".jpeg", media.JPEG, "doan.jpeg"},
		{"Đoa\u0300n.jpg", media.JPEG, "doan.jpg"}, // as macOS writes it
		{"đoàn.JPG", media.JPEG, "doan-2.jpg"},
		{"ĐOÀN.jpg", media.JPEG, "doan-3.jpg"},
		{"1. Hội trường", media.JPEG, "1-hoi-truong.jpg"},
		{"sai đuôi.jpg", media.PNG, "sai-duoi.png"},
		{"照片.webp", media.WebP, "anh.webp"},
		{"???.webp", media.WebP, "anh-2.webp"},
		{".jpg", media.JPEG, "anh.jpg"},
		{"index.md", media.GIF, "index-md.gif"},
	} {
		got := photoName(test.name, test.format, "anh", names)
		if got != test.want {
			t.Errorf("%q is named %q, want %q", test.name, got, test.want)
		}
		names = append(names, got)
	}
}
