import { stem } from './stem.ts'

// Function words, which carry grammar rather than meaning.
const functionWords =
  'a about all also am an and any are as at be been being but by can could did do does doing for from get got had has have he her his how i if in into is it its just know let many may me more most much my need no not of on only or other our please she should so some such tell than that the their them then there these they this to us want was we were what when where which who whom why will with would you your'
let functionStems: ReadonlySet<string> | undefined

// Chinese function characters, in simplified script, as text analysis produces them.
const functionCharacters = new Set(
  '的了是在和与及或也都就将会可以您你我他她它们请吗呢啊吧把被对为之而其该这那有如若则后前时什么怎样何哪些',
)

const isHiragana = /^\p{Script=Hiragana}$/u

/** Whether a stem is of a function word: the, of, about. */
export function isFunctionWord(stemmed: string): boolean {
  functionStems ??= new Set(functionWords.split(' ').map(stem))
  return functionStems.has(stemmed)
}

/** How many characters of an unspaced term carry grammar, as most of what Japanese writes in hiragana does. */
export const grammarIn = (term: string): number =>
  [...term].filter((character) => functionCharacters.has(character) || isHiragana.test(character)).length

/** Whether it contains a function character. */
export const holdsGrammar = (term: string): boolean => grammarIn(term) > 0
