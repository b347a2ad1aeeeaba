import type { Agent } from '#contract/shapes/agent.ts'
import type { Searched } from '#contract/shapes/conversation.ts'
import { openJudge, sentencesOf, type Judge } from '#features/knowledge/index.ts'
import { languageOf } from '#platform/lexical/language-of.ts'
import type { TurnPart, ToolOutcome } from '../agent-loop.ts'
import type { Composition } from '../composition.ts'
import type { GatheredContext } from '../gather-context.ts'
import { openSentenceGate, type SentenceGate } from './sentence-gate.ts'

interface Given {
  policy: Agent['unsupportedClaims']
  knowledgeBaseIds: string[]
  context: Pick<GatheredContext, 'passages' | 'search'>
  /** The question that is answered. */
  question: string
  /** Whether the question only asks to rephrase an earlier answer, which no passage can support. */
  isReworking: boolean
}

/** A notice about a budget makes no claim and answers nothing. */
const isOfBudget = ({ parts }: Composition, at: number): boolean => parts[at + 1]?.type === 'limited'

/** Applies the policy on unsupported claims to one answer. */
export function openPolicy({ policy, knowledgeBaseIds, context, question, isReworking }: Given) {
  const judge = openJudge(context.passages)
  const isStrict = policy === 'withhold' || policy === 'handoff'
  const gate = isStrict && knowledgeBaseIds.length > 0 && !isReworking ? openSentenceGate(judge) : null

  async function* learning(turn: AsyncIterable<TurnPart>) {
    for await (const part of turn) {
      if (part.type === 'tool-result') learnFromTool(judge, part)
      yield part
    }
  }
  const ranges = (composition: Composition) =>
    composition.parts.flatMap((part, at) =>
      part.type === 'text' && !isOfBudget(composition, at)
        ? sentencesOf(part.text).map(({ start, end }) => ({
            range: { part: at, start, end },
            verdict: judge.judge(part.text.slice(start, end)),
          }))
        : [],
    )

  return {
    /** The turn as it may be shown. */
    apply(turn: AsyncIterable<TurnPart>): AsyncIterable<TurnPart> {
      return gate ? filterSentences(learning(turn), gate) : learning(turn)
    },
    /** Marks the claims of a finished answer, and returns how well it is supported. */
    conclude(composition: Composition): Searched | null {
      const judged = context.search ? ranges(composition) : []
      const withheld = gate?.withheld ?? 0
      const isBlank = !composition.parts.some(
        (part, at) => part.type === 'text' && part.text.trim() !== '' && !isOfBudget(composition, at),
      )
      const isHandedOff = policy === 'handoff'
      if (withheld > 0 && isBlank)
        composition.take({ type: 'text-delta', text: withheldNotice(question, isHandedOff) })
      if (withheld > 0) composition.addPart({ type: 'withheld', sentences: withheld, isHandedOff })
      if (!context.search) return null
      const unsupported = judged.filter(({ verdict }) => verdict === 'unsupported')
      if (policy === 'flag')
        for (const { range } of unsupported) composition.addPart({ type: 'unsupported', answerRange: range })
      const supported = judged.filter(({ verdict }) => verdict === 'supported').length
      return {
        ...context.search,
        knowledgeBaseIds,
        passages: context.passages.length,
        claims: supported + unsupported.length + withheld,
        supported,
        withheld,
      }
    },
  }
}

const notices = {
  en: {
    withheld: 'I could not find an answer in the documents that I may rely on.',
    handedOff:
      'I could not find an answer in the documents that I may rely on. A person has been asked to look at this.',
  },
  'zh-CN': {
    withheld: '在可以依据的文档里没有找到答案。',
    handedOff: '在可以依据的文档里没有找到答案，已请人工来看这个问题。',
  },
  'zh-TW': {
    withheld: '在可以依據的文件裡沒有找到答案。',
    handedOff: '在可以依據的文件裡沒有找到答案，已請專人來看這個問題。',
  },
}

/** The notice that replaces an answer of which nothing could be shown, in the language of the question. */
export function withheldNotice(question: string, isHandedOff: boolean): string {
  return notices[languageOf(question)][isHandedOff ? 'handedOff' : 'withheld']
}

/** Adds the result of a tool to what claims may be based on. */
const learnFromTool = (judge: Judge, { output, isError }: ToolOutcome): void => {
  if (!isError) judge.learn(typeof output === 'string' ? output : JSON.stringify(output ?? null))
}

/** The turn with only those sentences that were released, and without reasoning. */
async function* filterSentences(turn: AsyncIterable<TurnPart>, gate: SentenceGate): AsyncGenerator<TurnPart> {
  for await (const part of turn) {
    // Reasoning makes claims that nobody can check.
    if (part.type === 'reasoning-delta') continue
    const text = part.type === 'text-delta' ? gate.take(part.text) : isOver(part) ? gate.flush() : ''
    if (text !== '') yield { type: 'text-delta', text }
    if (part.type !== 'text-delta') yield part
  }
  const rest = gate.flush()
  if (rest !== '') yield { type: 'text-delta', text: rest }
}

const isOver = ({ type }: TurnPart) => type === 'tool-call' || type === 'finish'
