"""Words that say nothing about what a text is about; a query drops them unless nothing else is left."""

_THAI = """
ๆ ฯ ฯลฯ ที่ ซึ่ง อัน และ หรือ แต่ กับ แก่ แด่ ต่อ ของ ใน นอก บน ล่าง ใต้ จาก ถึง โดย ด้วย เพื่อ สำหรับ ตาม ตั้งแต่ จน จนถึง
เป็น คือ อยู่ มี ได้ ให้ ไป มา ทำ ใช้ ว่า จะ ต้อง ควร อาจ คง เคย กำลัง แล้ว ยัง ก็ จึง เพราะ ถ้า หาก เมื่อ ขณะ ระหว่าง ก่อน หลัง
นี้ นั้น โน้น นี่ นั่น เหล่านี้ เหล่านั้น ทั้ง ทั้งหมด ทุก แต่ละ บาง หลาย อื่น อื่นๆ เดียว เดียวกัน กัน เอง เท่านั้น เช่น ดังนี้ ดัง
ไม่ ไม่ใช่ มิ ไร ใคร อะไร ไหน อย่างไร ยังไง ทำไม เมื่อไร เมื่อไหร่ ที่ไหน เท่าไร เท่าไหร่ กี่ ไหม มั้ย หรือไม่ หรือเปล่า บ้าง
เขา เธอ มัน เรา ฉัน ผม ดิฉัน ท่าน คุณ พวก พวกเขา ตัว ตน การ ความ ผู้ ขอ ครับ ค่ะ คะ นะ จ้ะ จ้า ละ ล่ะ สิ ซิ เถอะ
อีก มาก น้อย กว่า ที่สุด ขึ้น ลง เข้า ออก รวม รวมถึง เกี่ยวกับ ณ ทาง ส่วน ช่วง ระยะ แห่ง อย่าง แบบ ครั้ง
"""
_ENGLISH = """
a an and are as at be been but by can could did do does for from had has have how i if in into is it its of on or our
so than that the their them then there these they this those to was we were what when where which who whom why will with
would you your
"""
STOP_WORDS: frozenset[str] = frozenset((_THAI + _ENGLISH).split())
