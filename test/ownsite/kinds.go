package ownsite

// Kinds is one page of each kind that the theme draws, by address.
func Kinds() []string {
	return []string{
		"/",                                   // home
		"/en/",                                // home in another language
		"/duoi-nuoc/",                         // section, topic
		"/duoi-nuoc/cap-cuu-duoi-nuoc/",       // first aid
		"/duoi-nuoc/vung-an-toan/",            // article with a picture
		"/tai-nan-trong-nha/hoc-di-vat/",      // article with a table
		"/en/home-accidents/burns/",           // first aid in another language
		"/en/news/action-month-2024/",         // article in another language
		"/chu-de/ky-nang-song/",               // topic with pages of a list
		"/doi-tuong/phu-huynh/page/2/",        // a later page of a list
		"/cho-tre-em/",                        // cards of pictures
		"/cap/commune/",                       // level
		"/don-vi/tinh/",                       // unit
		"/lich-hoat-dong/trung-thu/",          // event
		"/chien-dich/thang-hanh-dong-2027/",   // campaign
		"/van-ban/ke-hoach-777/",              // document
		"/lich-hoat-dong/",                    // calendar
		"/lich-hoat-dong/2027-06/",            // a month of the calendar
		"/lich-hoat-dong/cap/commune/",        // the calendar of a level
		"/van-ban/",                           // register of documents
		"/tim-kiem/",                          // search
		"/ngoai-tuyen/",                       // offline
		"/ve-trang-nay/rieng-tu/",             // about
		"/cho-nha-truong/do-vui-duoi-nuoc/",   // quiz
		"/cho-nha-truong/to-roi-111/",         // leaflet
		"/cho-nha-truong/giao-an-giao-thong/", // lesson plan
		"/khong-co/",                          // not found
	}
}
