/**
 * What people here write into passwords first, without accents and blanks: words of the language, of the field and of
 * the place. The common ones of the world are those of @zxcvbn-ts/language-common.
 */
export const COMMON_WORDS_HERE = [
  ...["matkhau", "dangnhap", "taikhoan", "quantri", "hethong", "nguoidung", "xinchao", "camon", "vietnam"],
  ...["anhyeuem", "emyeuanh", "toiyeu", "yeunhau", "giadinh", "concho", "meocon", "hanhphuc", "maiyeu", "mottrieu"],
  ...["hue", "thuathienhue", "thuathien", "tphue", "codo", "songhuong", "nuingu", "phuvang", "phuloc", "huongthuy"],
  ...["huongtra", "phongdien", "quangdien", "aluoi", "namdong", "hanoi", "danang", "saigon", "hochiminh"],
  ...["soyte", "syt", "sytthue", "boyte", "benhvien", "bv", "tramyte", "ttyt", "trungtamyte", "phongkham", "suckhoe"],
  ...[
    "bacsi",
    "yta",
    "dieuduong",
    "duoc",
    "giamdoc",
    "truongphong",
    "benhan",
    "hoso",
    "yte",
    "cntt",
    "cdc",
    "huehealth",
  ],
];
