"""Which region a province belongs to.

The six regions are those of the National Geographical Committee (คณะกรรมการภูมิศาสตร์แห่งชาติ) under the National Research
Council of Thailand, put to the cabinet in B.E. 2520 (1977) and kept by the Royal Society in its gazetteer: north 9
provinces, northeast 20, central 22 with Bangkok, east 7, west 5, south 14. Source: Office of the Royal Society, article
"การแบ่งภูมิภาคทางภูมิศาสตร์" (legacy.orst.go.th). Bueng Kan, made in 2011 out of Nong Khai, stays in the northeast with it.
Government agencies draw other regions for their own ends (four for statistics, six with other borders for planning).
"""

NORTH, NORTHEAST, CENTRAL, EAST, WEST, SOUTH = "north", "northeast", "central", "east", "west", "south"

# Official two-digit codes of provinces.
_PROVINCES: dict[str, str] = {
    NORTH: "50 51 52 53 54 55 56 57 58",
    NORTHEAST: "30 31 32 33 34 35 36 37 38 39 40 41 42 43 44 45 46 47 48 49",
    CENTRAL: "10 11 12 13 14 15 16 17 18 19 26 60 61 62 64 65 66 67 72 73 74 75",
    EAST: "20 21 22 23 24 25 27",
    WEST: "63 70 71 76 77",
    SOUTH: "80 81 82 83 84 85 86 90 91 92 93 94 95 96",
}
REGION_OF: dict[str, str] = {code: region for region, codes in _PROVINCES.items() for code in codes.split()}
