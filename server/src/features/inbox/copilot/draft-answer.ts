import type { CallerMessage, CompletionStreamPart } from '#contract/shapes/completion.ts'
import { DraftAnswer } from '#contract/shapes/copilot.ts'
import { answerCaller } from '#features/completions/index.ts'
import { type MessageRow, partsOf, textOf } from '#features/conversations/index.ts'
import { findModel } from '#features/models/index.ts'
import { Fault } from '#kernel/fault.ts'
import { flow } from '#kernel/use-case.ts'
import { noModel } from './no-model.ts'
import { readTalk } from './read-talk.ts'

const asOperator = `You draft for a person of our team, who reads it, changes it and sends it in their own name. Write the message to the
person alone: no remark about it, no placeholder, no promise that nothing you were shown supports.`

/** Drafts an answer for an operator from the agent's knowledge, with sources. Nobody else sees it. */
export const draftAnswer = flow({
  name: 'inbox.draft-answer',
  permission: 'inbox:write',
  input: DraftAnswer,
  async *run({ scope }, { conversationId, hint }): AsyncGenerator<CompletionStreamPart> {
    const { agent, messages } = await readTalk(scope, { conversationId })
    if (!agent)
      throw new Fault(
        'precondition_failed',
        'No agent answers in this conversation, so there is no knowledge base to draft from.',
        {
          reason: 'no-agent',
        },
      )
    const said = upToQuestion(messages)
    if (said.length === 0)
      throw new Fault('precondition_failed', 'There is no message to answer yet.', { reason: 'no-question' })
    const wish = hint === '' ? '' : `What the answer should say: ${hint}`
    const answer = answerCaller(scope, {
      answerer: {
        ...agent,
        instructions: [agent.instructions, asOperator, wish].filter((text) => text !== '').join('\n\n'),
        // A draft is reviewed before anything happens, so it calls no tools.
        tools: [],
        unsupported_claims: 'show',
        splits_replies: false,
      },
      agentId: agent.id,
      mustBeModel: true,
      purpose: 'copilot',
      messages: said,
      tools: [],
    })
    const model = await findModel(scope, agent.model)
    yield* model.provider === 'offline' ? onlyFromSources(answer) : answer
  },
})

/** The conversation up to the person's last message, as a model gets it. */
function upToQuestion(messages: readonly MessageRow[]): CallerMessage[] {
  const last = messages.findLastIndex(({ role }) => role === 'user')
  return messages.slice(0, last + 1).flatMap((row): CallerMessage[] => {
    const text = textOf(partsOf(row))
    if (text.trim() === '') return []
    return [{ role: row.role === 'assistant' ? 'assistant' : 'user', parts: [{ type: 'text', text }] }]
  })
}

/** The offline model can only quote: without a matching passage it says nothing. */
async function* onlyFromSources(
  answer: AsyncIterable<CompletionStreamPart>,
): AsyncGenerator<CompletionStreamPart> {
  const parts: CompletionStreamPart[] = []
  for await (const part of answer) parts.push(part)
  const hasSource = parts.some((part) => part.type === 'part' && part.value.type === 'source')
  if (!hasSource && parts.at(-1)?.type === 'reply-end' && !hasFailed(parts.at(-1)))
    throw noModel('write this answer, and no source contains it')
  yield* parts
}

const hasFailed = (part: CompletionStreamPart | undefined) =>
  part?.type === 'reply-end' && part.state !== 'completed'
