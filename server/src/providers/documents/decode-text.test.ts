import { describe, expect, test } from 'vitest'
import { decodeText } from './decode-text.ts'
import { detectType } from './detect-type.ts'

const bytes = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'))

// The bytes are from another program.
const known: [encoding: string, text: string, hex: string][] = [
  [
    'GB18030',
    '姓名,电话,地址\n张三,13800138000,北京市海淀区',
    'd0d5c3fb2cb5e7bbb02cb5d8d6b70ad5c5c8fd2c31333830303133383030302cb1b1bea9cad0baa3b5edc7f8',
  ],
  ['GB18030', '姓名', 'd0d5c3fb'],
  ['GB18030', '价格：10元', 'bcdbb8f1a3ba3130d4aa'],
  [
    'GB18030',
    '退货政策：自收到商品之日起七天内，可以无理由退货。生鲜商品不可退货。运费由买家承担，每单最高十二元。',
    'cdcbbbf5d5feb2dfa3bad7d4cad5b5bdc9ccc6b7d6aec8d5c6f0c6dfccecc4daa3acbfc9d2d4cedec0edd3c9cdcbbbf5a1a3c9facfcac9ccc6b7b2bbbfc9cdcbbbf5a1a3d4cbb7d1d3c9c2f2bcd2b3d0b5a3a3acc3bfb5a5d7eeb8dfcaaeb6fed4aaa1a3',
  ],
  [
    'Big5',
    '姓名,電話,地址\n王小明,0912345678,台北市信義區',
    'a96da6572cb971b8dc2ca661a77d0aa4fda470a9fa2c303931323334353637382ca578a55fa5abab48b871b0cf',
  ],
  ['Big5', '姓名', 'a96da657'],
  ['Big5', '價格：10元', 'bbf9aee6a1473130a4b8'],
  [
    'Big5',
    '退貨政策：自收到商品之日起七天內，可以無理由退貨。生鮮商品不可退貨。運費由買家承擔，每單最高十二元。',
    'b068b366ac46b5a6a147a6dba6aca8ecb0d3ab7ea4a7a4e9b05fa443a4d1a4baa141a569a548b54cb27aa5d1b068b366a143a5cdc241b0d3ab7ea4a3a569b068b366a143b942b64fa5d1b652ae61a9d3bee1a141a843b3e6b3ccb0aaa451a447a4b8a143',
  ],
  [
    'Shift-JIS',
    '氏名,電話番号,住所\n山田太郎,0312345678,東京都千代田区',
    '8e8196bc2c9364986294d48d862c8f5a8f8a0a8e52936391be98592c303331323334353637382c938c8b9e937390e791e393638be6',
  ],
  ['Shift-JIS', '氏名', '8e8196bc'],
  ['Shift-JIS', 'カタログ', '834a835e838d834f'],
  [
    'Shift-JIS',
    '商品の返品は到着後七日以内に限り承ります。送料はお客様のご負担となります。ご不明な点はサポートまで。',
    '8fa4956982cc95d4956982cd939e92858ce38eb593fa88c893e082c98cc082e88fb382e882dc82b78142919797bf82cd82a88b71976c82cc82b29589925382c682c882e882dc82b7814282b2957396be82c8935f82cd8354837c815b836782dc82c58142',
  ],
  [
    'EUC-JP',
    '氏名,電話番号,住所\n山田太郎,0312345678,東京都千代田区',
    'bbe1ccbe2cc5c5cfc3c8d6b9e62cbdbbbdea0abbb3c5c4c2c0cfba2c303331323334353637382cc5ecb5fec5d4c0e9c2e5c5c4b6e8',
  ],
  ['EUC-JP', 'こんにちは', 'a4b3a4f3a4cba4c1a4cf'],
  ['EUC-JP', '取扱説明書', 'bce8b0b7c0e2ccc0bdf1'],
  [
    'EUC-JP',
    '商品の返品は到着後七日以内に限り承ります。送料はお客様のご負担となります。ご不明な点はサポートまで。',
    'bea6c9caa4cecad6c9caa4cfc5fec3e5b8e5bcb7c6fcb0cac6e2a4cbb8c2a4eabeb5a4eaa4dea4b9a1a3c1f7cec1a4cfa4aab5d2cdcda4cea4b4c9e9c3b4a4c8a4caa4eaa4dea4b9a1a3a4b4c9d4ccc0a4cac5c0a4cfa5b5a5dda1bca5c8a4dea4c7a1a3',
  ],
  [
    'EUC-KR',
    '이름,전화번호,주소\n홍길동,01012345678,서울시 강남구',
    'c0ccb8a72cc0fcc8adb9f8c8a32cc1d6bcd20ac8abb1e6b5bf2c30313031323334353637382cbcadbfefbdc320b0adb3b2b1b8',
  ],
  ['EUC-KR', '이름', 'c0ccb8a7'],
  ['EUC-KR', '가격: 10원', 'b0a1b0dd3a203130bff8'],
  [
    'EUC-KR',
    '상품을 받은 날부터 칠일 이내에 반품할 수 있습니다. 배송비는 구매자가 부담합니다. ',
    'bbf3c7b0c0bb20b9dec0ba20b3afbacec5cd20c4a5c0cf20c0ccb3bbbfa120b9ddc7b0c7d220bcf620c0d6bdc0b4cfb4d92e20b9e8bcdbbaf1b4c220b1b8b8c5c0dab0a120baceb4e3c7d5b4cfb4d92e20',
  ],
  ['windows-1252', 'Prix café élevé', '5072697820636166e920e96c6576e9'],
  ['windows-1252', 'Müller', '4dfc6c6c6572'],
  [
    'windows-1252',
    'Name;Straße\nJörg;Häßlerstraße',
    '4e616d653b53747261df650a4af672673b48e4df6c657273747261df65',
  ],
  [
    'windows-1252',
    '¿Cómo está el niño? ¡Mañana!',
    'bf43f36d6f20657374e120656c206e69f16f3f20a14d61f1616e6121',
  ],
  ['windows-1252', '£5 – 10 °C ± 2 µm, ½ ©', 'a335209620313020b04320b1203220b56d2c20bd20a9'],
  [
    'windows-1252',
    'L’été, où l’on a créé des œuvres « très » chères : 5 € à Évreux.',
    '4c92e974e92c206ff9206c926f6e2061206372e9e920646573209c757672657320ab207472e87320bb206368e8726573203a2035208020e020c976726575782e',
  ],
  [
    'windows-1252',
    'Die Rückgabe ist möglich. Grüße aus Köln! ÄÖÜ „Übergrößen“',
    '4469652052fc636b6761626520697374206df6676c6963682e204772fcdf6520617573204bf66c6e2120c4d6dc2084dc6265726772f6df656e93',
  ],
  ['UTF-16LE', '姓名,电话\n张三,138', 'd3590d542c003575dd8b0a00205f094e2c00310033003800'],
  ['UTF-16LE', 'Hello there.\n', '480065006c006c006f002000740068006500720065002e000a00'],
  ['UTF-16LE', 'Grüße 😀', '47007200fc00df00650020003dd800de'],
  ['UTF-16BE', '氏名,住所\n山田,東京', '6c0f540d002c4f4f6240000a5c717530002c67714eac'],
  ['UTF-16BE', 'Hello there.\n', '00480065006c006c006f002000740068006500720065002e000a'],
]

const unknown: [encoding: string, hex: string][] = [
  [
    'KOI8-R',
    'f0cfccc9d4c9cbc120d7cfdad7d2c1d4c13a20d4cfd7c1d220cdcfd6cecf20d7c5d2ced5d4d820d720d4c5dec5cec9c520d3c5cdc920c4cec5ca2e',
  ],
  [
    'windows-1251',
    'cfeeebe8f2e8eae020e2eee7e2f0e0f2e03a20f2eee2e0f020eceee6edee20e2e5f0edf3f2fc20e220f2e5f7e5ede8e520f1e5ece820e4ede5e92e',
  ],
  [
    'ISO 8859-7',
    'c720e5f0e9f3f4f1eff6de20f4f9ed20f0f1effafcedf4f9ed20e3dfede5f4e1e920e5edf4fcf220e5f0f4dc20e7ece5f1feed2e',
  ],
  ['TIS-620', 'cad4b9a4e9d2cad2c1d2c3b6a4d7b9e4b4e9c0d2c2e3b9e0a8e7b4c7d1b9'],
  ['windows-1255', 'f0e9faef20ece4e7e6e9f820eee5f6f8e9ed20e1fae5ea20f9e1f2e420e9eee9ed'],
]

describe('text is decoded from its encoding', () => {
  test.each(known)('%s: %s', async (_, text, hex) => {
    expect(decodeText(bytes(hex))).toBe(text)
    expect(await detectType(bytes(hex), 'text/plain')).toBe('text/plain')
  })

  test.each(known)('%s: %s, a thousand times', (_, text, hex) => {
    expect(decodeText(bytes(`${hex}`.repeat(1_000)))).toBe(text.repeat(1_000))
  })

  test.each(known.filter(([encoding]) => !encoding.startsWith('UTF')))(
    '%s: %s, after much that is plain',
    (_, text, hex) => {
      const plain = 'SELECT name FROM people;\n'.repeat(4_000)
      expect(decodeText(Buffer.concat([Buffer.from(plain), bytes(hex)]))).toBe(plain + text)
    },
  )

  test.each(['const a = "é" // 😀 ≥ ①', '{"a": "退货"}', '# Öffnungszeiten\n', '👍', 'plain'])(
    'UTF-8: %s',
    (text) => expect(decodeText(Buffer.from(text))).toBe(text),
  )

  test('a broken byte in a long text affects only itself', () => {
    const text = '退货政策：七天内可以无理由退货。'.repeat(50)
    const content = Buffer.concat([Buffer.from(text), Buffer.from([0xff]), Buffer.from(text)])
    expect(decodeText(content)).toBe(`${text}\uFFFD${text}`)
  })

  test('a declared encoding is used where it is specific and fits', () => {
    expect(decodeText(bytes('7a61bff3b3e6206765b66cb1206a61bcf1'), 'iso-8859-2')).toBe('zażółć geślą jaźń')
    expect(decodeText(bytes('d0d5c3fb'), 'iso-8859-1')).toBe('姓名')
    expect(decodeText(bytes('d0d5c3fb'), 'no-such-encoding')).toBe('姓名')
  })
})

describe('bytes that are plausible in no encoding are refused', () => {
  const refused = expect.objectContaining({ name: 'Refusal', reason: 'unknown-encoding' })

  test.each(unknown)('%s', (_, hex) => {
    expect(() => decodeText(bytes(hex))).toThrow(refused)
    expect(() => decodeText(bytes(hex.repeat(500)))).toThrow(refused)
  })

  test('noise', () => {
    const noise = Uint8Array.from(
      { length: 5_000 },
      (_, at) => 0x80 + ((at * 7919 + (at >> 3) * 104_729) % 128),
    )
    expect(() => decodeText(noise)).toThrow(refused)
  })
})
