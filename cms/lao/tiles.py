"""The province tile map: one square a province, where the eye expects it. Drawn for this platform.

`PLACES` maps a province's official code to (row, column), from 1, north to south and west to east.
"""

ROWS, COLUMNS = 18, 9

_MAP = """
 .  . 57  .  .  .  .  .  .
58 50 56 55  .  .  .  .  .
 . 51 52 54 53  . 43 38  .
 . 63 64 65 42 39 41 47 48
 . 62 66 67  . 40 46 49  .
 . 61 60  . 36 44 45 35 37
 . 18 17 16 30 31 32 33 34
 . 71 72 15 19 26 25 27  .
 . 70 73 14 13 24  .  .  .
 . 75 74 12 10 20  .  .  .
 . 76  .  . 11 21 22 23  .
 . 77  .  .  .  .  .  .  .
85 86  .  .  .  .  .  .  .
82 84  .  .  .  .  .  .  .
83 81 80  .  .  .  .  .  .
 . 92 93  .  .  .  .  .  .
 . 91 90 94  .  .  .  .  .
 .  .  . 95 96  .  .  .  .
"""

PLACES: dict[str, tuple[int, int]] = {
    code: (row, column)
    for row, line in enumerate(_MAP.strip("\n").splitlines(), start=1)
    for column, code in enumerate(line.split(), start=1)
    if code != "."
}

# The abbreviations that the provinces' own offices and number plates use.
_INITIALS = """
10:กทม 11:สป 12:นบ 13:ปท 14:อย 15:อท 16:ลบ 17:สห 18:ชน 19:สบ 20:ชบ 21:รย 22:จบ 23:ตร 24:ฉช 25:ปจ 26:นย 27:สก 30:นม
31:บร 32:สร 33:ศก 34:อบ 35:ยส 36:ชย 37:อจ 38:บก 39:นภ 40:ขก 41:อด 42:ลย 43:นค 44:มค 45:รอ 46:กส 47:สน 48:นพ 49:มห
50:ชม 51:ลพ 52:ลป 53:อต 54:พร 55:นน 56:พย 57:ชร 58:มส 60:นว 61:อน 62:กพ 63:ตก 64:สท 65:พล 66:พจ 67:พช 70:รบ 71:กจ
72:สพ 73:นฐ 74:สค 75:สส 76:พบ 77:ปข 80:นศ 81:กบ 82:พง 83:ภก 84:สฎ 85:รน 86:ชพ 90:สข 91:สต 92:ตง 93:พท 94:ปน 95:ยล
96:นธ
"""
INITIALS: dict[str, str] = {pair[:2]: pair[3:] for pair in _INITIALS.split()}

# Three letters for a tile in English; each stands for one province only.
_LETTERS = """
10:BKK 11:SPK 12:NBI 13:PTE 14:AYA 15:ATG 16:LRI 17:SBR 18:CNT 19:SRI 20:CBI 21:RYG 22:CTI 23:TRT 24:CCO 25:PRI 26:NYK
27:SKW 30:NMA 31:BRM 32:SRN 33:SSK 34:UBN 35:YST 36:CPM 37:ACR 38:BKN 39:NBP 40:KKN 41:UDN 42:LEI 43:NKI 44:MKM 45:RET
46:KSN 47:SNK 48:NPM 49:MDH 50:CMI 51:LPN 52:LPG 53:UTT 54:PRE 55:NAN 56:PYO 57:CRI 58:MSN 60:NSN 61:UTI 62:KPT 63:TAK
64:STI 65:PLK 66:PCT 67:PNB 70:RBR 71:KRI 72:SPB 73:NPT 74:SKN 75:SKM 76:PBI 77:PKN 80:NRT 81:KBI 82:PNA 83:PKT 84:SNI
85:RNG 86:CPN 90:SKA 91:STN 92:TRG 93:PLG 94:PTN 95:YLA 96:NWT
"""
LETTERS: dict[str, str] = {pair[:2]: pair[3:] for pair in _LETTERS.split()}
