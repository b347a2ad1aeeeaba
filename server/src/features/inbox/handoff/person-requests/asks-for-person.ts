import type { AgentHandoff } from '#contract/shapes/agent.ts'
import { normal } from '#platform/lexical/analyse.ts'
import { foldScript } from '#platform/lexical/fold-script.ts'
import { trimmed } from '#platform/text/trimmed.ts'

const verbs = ['talk to', 'talk with', 'speak to', 'speak with', 'chat with']
const persons = ['a human', 'a person', 'a real person', 'an agent', 'an operator', 'a representative']
const english = 'real person,real human,human agent,live agent,live person,human please,agent please'
const chinese = '转人工,转真人,接人工,找人工,要人工,找真人,要真人,人工客服,人工服务,真人客服,真人服务'
/** Phrases that ask for a person wherever they occur. */
const phrases = [
  ...verbs.flatMap((verb) => persons.map((who) => `${verb} ${who}`)),
  ...`${english},${chinese}`.split(','),
]
/** Words that ask for a person if the message contains nothing else; in a sentence they mean many things. */
const alone = ['human', 'agent', 'person', 'operator', 'representative', '人工', '真人', '客服', '人', '专人']

/** People ask for a person at the beginning or end of a message. */
const LOOKED_AT = 2_000

const ends = (said: string): string =>
  said.length <= 2 * LOOKED_AT ? said : `${said.slice(0, LOOKED_AT)}\n${said.slice(-LOOKED_AT)}`

const fold = (text: string): string => foldScript(normal(text)).replace(/\s+/g, ' ').trim()

const isOfWord = (character: string | undefined) =>
  character !== undefined && /[\p{Script=Latin}\p{N}_]/u.test(character)

const isPunctuation = (character: string) => /[\p{P}\s]/u.test(character)

let segmenter: Intl.Segmenter | undefined
/** The word boundaries of a text. */
function bounds(text: string): Set<number> {
  segmenter ??= new Intl.Segmenter('zh', { granularity: 'word' })
  return new Set([...segmenter.segment(text)].map(({ index }) => index)).add(text.length)
}

/** Whether a text contains a phrase as whole words: 人工 does not occur in 人工智能. */
function stands(text: string, phrase: string): boolean {
  let words: Set<number> | undefined
  for (let at = text.indexOf(phrase); at !== -1; at = text.indexOf(phrase, at + 1)) {
    const end = at + phrase.length
    const isCut =
      (isOfWord(phrase[0]) && isOfWord(text[at - 1])) || (isOfWord(phrase.at(-1)) && isOfWord(text[end]))
    if (isCut || text.startsWith('智', end)) continue
    if (phrase.length > 2 || !/\p{Script=Han}/u.test(phrase)) return true
    words ??= bounds(text)
    if (words.has(at) && words.has(end)) return true
  }
  return false
}

/** Whether a message asks for a person, by the agent's own words or by the common ones. */
export function asksForPerson(said: string, { onWords, words }: AgentHandoff): boolean {
  if (!onWords) return false
  const text = fold(ends(said))
  if (words) return words.some((word) => stands(text, fold(word)))
  const bare = trimmed(text, isPunctuation)
  return alone.includes(bare) || phrases.some((phrase) => stands(text, phrase))
}
