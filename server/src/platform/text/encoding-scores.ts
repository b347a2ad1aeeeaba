// The most frequent characters of each language, including common table headings: text in the right encoding is full of
// them, and text in a wrong one consists of rare characters.
const chinese =
  '的一是不了在人有我他这這为為个個中上大来來们們到时時说說国國地也子就道要出会會可你对對生能而那得于着下自之年过過发發后後作里用所然家种種事成方多经經么麼去法学學如都同现現当當没沒动動面起看定天分还還进進好小部其些主样樣理心她本前开開但因只从從想实實请請服务務问問题題日公司客户戶以及或与與者应應姓名电電话話址号號码碼邮郵箱月期间間价價格金额額数數量单單位备備注註产產品称稱编編类類型状狀态態城市区區省级級张張王李退换換货貨'
const japanese =
  '日本人大年一中出会国事社長分時上見行生月間者自場地同的入方今前東京手力学問高円子動定理体目用田内文回名部山新代食品商明気何話電番号住所氏価格数量備考'
const korean =
  '이다는을의에가고하은를지한도로서어사기인자시리스대라해정일아나그수보제있게들전부과원상주요장구만여성으우니안화오경신조비개관적공연습까세무입유년월름호번명격품내및음없'

/** Whether there are bytes that occur neither in text of a single-byte encoding nor in UTF-8. */
export const hasControls = (content: Uint8Array): boolean => content.some(isControl)

type Weigh = (lead: number, trail: number) => number

const INVALID = -10
// No text in an older encoding has them; UTF-16 without a byte order mark is full of them.
const CONTROL = -5
const isControl = (byte: number): boolean =>
  byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0c && byte !== 0x0d && byte !== 0x1b
const FREQUENT = 2

const within = (byte: number, from: number, to: number): boolean => byte >= from && byte <= to
const isEucTrail = (trail: number): boolean => within(trail, 0xa1, 0xfe)

/** How strongly one two-byte character indicates an encoding, by its area of the table. */
const weights: Record<string, Weigh> = {
  gb18030(lead, trail) {
    if (!within(lead, 0x81, 0xfe) || !within(trail, 0x30, 0xfe) || trail === 0x7f) return INVALID
    if (!isEucTrail(trail)) return -1
    if (within(lead, 0xb0, 0xd7) || lead === 0xa3) return 1
    if (within(lead, 0xa1, 0xa2)) return 0.7
    return within(lead, 0xd8, 0xf7) ? -0.2 : -1
  },
  big5(lead, trail) {
    if (!within(lead, 0x81, 0xfe) || !(within(trail, 0x40, 0x7e) || isEucTrail(trail))) return INVALID
    if (within(lead, 0xa4, 0xc6)) return 1
    if (within(lead, 0xa1, 0xa3)) return 0.7
    return within(lead, 0xc9, 0xf9) ? -0.5 : -1.5
  },
  shift_jis(lead, trail) {
    if (!within(trail, 0x40, 0xfc) || trail === 0x7f) return INVALID
    if (within(lead, 0x82, 0x83)) return 1.5
    if (lead === 0x81) return 0.7
    if (within(lead, 0x88, 0x98)) return 1
    return within(lead, 0x99, 0x9f) || within(lead, 0xe0, 0xea) ? -0.5 : -2
  },
  'euc-jp'(lead, trail) {
    if (!isEucTrail(trail)) return INVALID
    if (within(lead, 0xa4, 0xa5)) return 2
    if (within(lead, 0xa1, 0xa3)) return 0.7
    if (within(lead, 0xb0, 0xcf)) return 0.8
    return within(lead, 0xd0, 0xf4) ? -0.5 : -2
  },
  'euc-kr'(lead, trail) {
    if (!within(lead, 0x81, 0xfe) || !within(trail, 0x41, 0xfe)) return INVALID
    if (!isEucTrail(trail)) return -1.5
    if (within(lead, 0xb0, 0xc8)) return 1
    return within(lead, 0xa1, 0xa3) ? 0.5 : -1
  },
}

const frequent: Record<string, ReadonlySet<string>> = {
  gb18030: new Set(chinese),
  big5: new Set(chinese),
  shift_jis: new Set(japanese),
  'euc-jp': new Set(japanese),
  'euc-kr': new Set(korean),
}

/** The supported two-byte encodings. */
export const wideEncodings: readonly string[] = Object.keys(weights)

/** How much bytes look like text in an encoding of two bytes a character, about 0 to 3 for a character. */
export function wideScore(encoding: string, sample: Uint8Array): number {
  const weigh = weights[encoding]
  if (!weigh) return INVALID
  let points = 0
  let units = 0
  for (let at = 0; at < sample.length; at++) {
    const lead = sample[at] ?? 0
    if (isControl(lead)) points += CONTROL
    if (lead < 0x80) continue
    units++
    if (encoding === 'shift_jis' && within(lead, 0xa1, 0xdf)) {
      points -= 0.6
      continue
    }
    const trail = sample[at + 1]
    // The sample may end within a character.
    if (trail === undefined) break
    const weight = weigh(lead, trail)
    points += weight
    // A byte that starts no character counts alone.
    if (weight !== INVALID) at++
  }
  if (units === 0) return 0
  const common = frequent[encoding] ?? new Set()
  for (const character of new TextDecoder(encoding).decode(sample))
    if (common.has(character)) points += FREQUENT
  return points / units
}

const isLetter = (byte: number | undefined): boolean =>
  byte !== undefined && (within(byte, 0x41, 0x5a) || within(byte, 0x61, 0x7a))
const isWideLetter = (byte: number | undefined): boolean =>
  byte !== undefined && byte >= 0xc0 && byte !== 0xd7 && byte !== 0xf7
const undefinedBytes = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d])
// Letters of French and of Slavic names, among the signs.
const oddLetters = new Set([0x83, 0x8a, 0x8c, 0x8e, 0x9a, 0x9c, 0x9e, 0x9f, 0xaa, 0xba])

/** The same for windows-1252: accents occur within words of plain letters, and symbols between words. */
export function latinScore(sample: Uint8Array): number {
  let points = 0
  let units = 0
  for (const [at, byte] of sample.entries()) {
    if (isControl(byte)) points += CONTROL
    if (byte < 0x80) continue
    units++
    const [before, after] = [sample[at - 1], sample[at + 1]]
    if (undefinedBytes.has(byte)) points -= 5
    else if (isWideLetter(byte) || oddLetters.has(byte)) {
      const neighbours = Number(isWideLetter(before)) + Number(isWideLetter(after))
      const isCapitalWithin = byte < 0xdf && before !== undefined && within(before, 0x61, 0x7a)
      points += isCapitalWithin ? -1 : neighbours === 0 ? 1 : neighbours === 1 ? 0.4 : -1
    } else {
      const isApostrophe = byte === 0x92 || byte === 0xb7
      const isInside = isLetter(before) && isLetter(after)
      const isInRun = (before ?? 0) >= 0x80 && (after ?? 0) >= 0x80
      points += (isInside && !isApostrophe) || isInRun ? -1 : 1
    }
  }
  return units === 0 ? 0 : points / units
}

const eastAsian = new Set(chinese + japanese + korean)

/** The same for UTF-16 without ASCII: East Asian scripts, and characters that are frequent in one of them. */
export function utf16Score(
  encoding: 'utf-16le' | 'utf-16be',
  sample: Uint8Array,
): { score: number; isSure: boolean } {
  if (sample.length % 2 !== 0) return { score: INVALID, isSure: true }
  let points = 0
  let units = 0
  let isSure = false
  const met = new Set<string>()
  for (const character of new TextDecoder(encoding).decode(sample)) {
    const code = character.codePointAt(0) ?? 0
    if (within(code, 0x20, 0x7e) || within(code, 0x09, 0x0d)) continue
    units++
    if (within(code, 0x3001, 0x30ff) || within(code, 0xff01, 0xff5e)) {
      isSure = true
      points += 1.5
    } else if (within(code, 0x4e00, 0x9fff) || within(code, 0xac00, 0xd7a3)) points += 0.6
    else points += within(code, 0x2010, 0x2030) ? 0 : -3
    if (!eastAsian.has(character)) continue
    met.add(character)
    points += FREQUENT
  }
  return { score: units === 0 ? 0 : points / units, isSure: isSure || met.size > 1 }
}
