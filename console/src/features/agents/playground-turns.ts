import { applyReplyPart, newId, textOf } from '#client/index.ts'
import type { ReplyCode } from '#contract/error-codes.ts'
import type { MessagePart } from '#contract/message-parts.ts'
import type { Cost } from '#contract/money.ts'
import type { ReplyState, ReplyUsage } from '#contract/reply-parts.ts'
import { createStore, type Store } from '../../data/store.ts'
import type { AgentFields } from './agent-fields.ts'
import { failureOf, tryAgent, type TranscriptMessage } from './try-agent.ts'

/** One question to an agent that is being made, and its answer. Nothing of it is stored. */
export interface Turn {
  id: string
  question: string
  /** The form as it stood when this was asked. */
  asked: AgentFields
  parts: readonly MessagePart[]
  state: ReplyState
  /** Why there is no answer, or only half of one. */
  code: ReplyCode | null
  /** Our own sentence about it, where the server had one. */
  detail: string | null
  usage: ReplyUsage | null
  cost: Cost | null
}

type Turns = readonly Turn[]

/** Often enough to look like writing, seldom enough to leave the page free. */
const FRAME_MS = 40

const playgrounds = new Map<string, Store<Turns>>()
const underway = new Map<string, AbortController>()

/** What was tried with an agent since the page was loaded. */
export const turnsOf = (place: string): Store<Turns> => {
  const cell = playgrounds.get(place) ?? createStore<Turns>([])
  playgrounds.set(place, cell)
  return cell
}

/** A new agent has got its id: what was tried with it stays with it. */
export function movePlayground(from: string, to: string) {
  const cell = playgrounds.get(from)
  if (!cell) return
  playgrounds.delete(from)
  playgrounds.set(to, cell)
}

export const isOver = ({ state }: Turn): boolean => state !== 'queued' && state !== 'running'

/** The answers so far, as the next question stands on them. What failed was not said. */
const saidIn = (turns: Turns): TranscriptMessage[] =>
  turns
    .filter((turn) => isOver(turn) && textOf(turn.parts) !== '')
    .flatMap(({ question, parts }) => [
      { role: 'user' as const, text: question },
      { role: 'assistant' as const, text: textOf(parts) },
    ])

export function ask(place: string, agent: AgentFields, question: string) {
  const cell = turnsOf(place)
  const before = cell.get()
  const turn: Turn = {
    id: newId(),
    question,
    asked: agent,
    parts: [],
    state: 'running',
    code: null,
    detail: null,
    usage: null,
    cost: null,
  }
  cell.set([...before, turn])
  void run(cell, turn, [...saidIn(before), { role: 'user', text: question }])
}

/** Asks the last question once more, of the agent as it stands in the form now. */
export function askAgain(place: string, agent: AgentFields) {
  const cell = turnsOf(place)
  const last = cell.get().at(-1)
  if (!last) return
  stop(last.id)
  cell.set(cell.get().slice(0, -1))
  ask(place, agent, last.question)
}

export const stop = (turnId: string) => underway.get(turnId)?.abort()

export function clear(place: string) {
  for (const { id } of turnsOf(place).get()) stop(id)
  turnsOf(place).set([])
}

async function run(cell: Store<Turns>, first: Turn, messages: TranscriptMessage[]) {
  const leaving = new AbortController()
  underway.set(first.id, leaving)
  let turn = first
  let frame: ReturnType<typeof setTimeout> | undefined
  const show = () => {
    frame = undefined
    cell.set(cell.get().map((one) => (one.id === turn.id ? turn : one)))
  }
  try {
    for await (const part of tryAgent(first.asked, messages, leaving.signal)) {
      turn =
        part.type === 'reply-end'
          ? {
              ...turn,
              state: part.state,
              code: part.code,
              detail: part.detail,
              usage: part.usage,
              cost: part.cost,
            }
          : { ...turn, parts: applyReplyPart(turn.parts, part) }
      frame ??= setTimeout(show, FRAME_MS)
    }
    if (!isOver(turn)) turn = { ...turn, state: 'interrupted' }
  } catch (error) {
    turn = leaving.signal.aborted ? { ...turn, state: 'cancelled' } : { ...turn, ...failureOf(error) }
  } finally {
    clearTimeout(frame)
    underway.delete(first.id)
    show()
  }
}
