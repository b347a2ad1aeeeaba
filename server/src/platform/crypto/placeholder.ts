import { createHash } from 'node:crypto'

/** Placeholders that examples use for secrets. */
const EXAMPLE =
  /change[-_ ]?(me|this|it)|replace[-_ ]?(me|this)|your[-_ ]|placeholder|example|insecure|^(my)?(secret|password|key|token)\d*$|<[^<>]*>|\$\{|^x+$|\.{3}|…|correct.?horse.?battery|^123e4567-e89b/i
const DIFFERENT_MIN = 8
/** Entropy in bits per character, by frequency; random hexadecimal digits have nearly four. */
const BITS_MIN = 2.5
/** How much must remain after common patterns are removed; for a short text, as a share. */
const OWN_CHARACTERS_MIN = 12
const OWN_SHARE_MIN = 0.35

const WORDS =
  'administrator characters production development passphrase encryption supersecret application password password openssl default testing parley server secret string random minimum length sample signing company private please really master access secure abcdef qwerty asdfgh zxcvbn chatbot dummy token super hello world admin chat local store cookie session hash salt test demo prod root user this that with from thing must long very some text here foobar for not the and our key jwt hmac dev foo bar baz one two qaz wsx edc rfv tgb'.split(
    ' ',
  )
const WORD = new RegExp([...WORDS].sort((a, b) => b.length - a.length).join('|'), 'g')
const KEYBOARD = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm', '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p']
const LEET: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
}

/** Whether a secret was copied from an example or typed carelessly, so that anybody could guess it. */
export function isPlaceholder(value: string): boolean {
  const text = value.trim()
  return (
    EXAMPLE.test(text) ||
    new Set(text).size < DIFFERENT_MIN ||
    isRepeated(text) ||
    bitsOf(text) < BITS_MIN * text.length ||
    [text, unLeet(text)].some((one) => ownCharacters(one.toLowerCase()) < leastOwn(text)) ||
    isDigestOfWord(text) ||
    isEncodedText(text)
  )
}

/** Whether it repeats one text, possibly cut off at the end. */
function isRepeated(text: string): boolean {
  for (let period = 1; period <= text.length / 2; period += 1)
    if (text.slice(period) === text.slice(0, -period)) return true
  return false
}

function bitsOf(text: string): number {
  const counts = new Map<string, number>()
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1)
  return [...counts.values()].reduce((bits, count) => bits - count * Math.log2(count / text.length), 0)
}

const unLeet = (text: string) => text.replace(/[0134573@$]/g, (character) => LEET[character] ?? character)

const leastOwn = ({ length }: string) => Math.min(OWN_CHARACTERS_MIN, length * OWN_SHARE_MIN)

/**
 * The number of characters that are not part of words, runs such as `abcd` and `9876`, keyboard runs, or punctuation.
 */
function ownCharacters(text: string): number {
  const rest = text.replace(WORD, '')
  let own = 0
  for (let at = 0; at < rest.length; at += 1)
    if (/[\p{L}\p{N}]/u.test(rest[at] ?? '') && !goesOn(rest.slice(at - 1, at + 1))) own += 1
  return own
}

/** Whether the second of two characters follows from the first. */
function goesOn(pair: string): boolean {
  if (pair.length < 2) return false
  const step = pair.charCodeAt(1) - pair.charCodeAt(0)
  const back = `${pair[1]}${pair[0]}`
  return Math.abs(step) <= 1 || KEYBOARD.some((row) => row.includes(pair) || row.includes(back))
}

const DIGESTED = ['', ...WORDS, '123456', '12345678', 'changeme', 'letmein']

const isDigestOfWord = (text: string): boolean =>
  ['md5', 'sha1', 'sha256', 'sha512'].some((algorithm) =>
    DIGESTED.some((word) =>
      (['hex', 'base64', 'base64url'] as const).some(
        (encoding) => createHash(algorithm).update(word).digest(encoding) === asWritten(text, encoding),
      ),
    ),
  )

const asWritten = (text: string, encoding: 'hex' | 'base64' | 'base64url') =>
  encoding === 'hex' ? text.toLowerCase() : text

/** Whether it is text encoded in hexadecimal or base64: random bytes are not text. */
const isEncodedText = (text: string): boolean =>
  (/^([0-9a-f]{2})+$/i.test(text) && isText(Buffer.from(text, 'hex'))) ||
  (/^[\w+/-]+={0,2}$/.test(text) && isText(Buffer.from(text, 'base64')))

const isText = (bytes: Buffer) => bytes.length > 0 && bytes.every((byte) => byte >= 0x20 && byte < 0x7f)
