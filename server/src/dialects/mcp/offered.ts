import { z } from 'zod'
import { ReplyRef, SendMessage } from '#contract/shapes/conversation.ts'
import * as access from '#features/access/index.ts'
import * as agents from '#features/agents/index.ts'
import * as messages from '#features/messages/index.ts'
import * as replies from '#features/replies/index.ts'
import * as conversations from '#features/conversations/index.ts'
import * as knowledge from '#features/knowledge/index.ts'
import * as search from '#features/search/index.ts'
import { parseInput } from '#kernel/guard.ts'
import type { Scope } from '#kernel/scope.ts'
import type { UseCase } from '#kernel/use-case.ts'
import { awaitAnswer, type Report } from './await-answer.ts'

/** A use-case as a tool. */
export interface Offered {
  readonly useCase: UseCase
  readonly title: string
  readonly description: string
  /** Its effect: none, an addition, or a change of something existing. */
  readonly effect: 'none' | 'adds' | 'changes'
  readonly shape: z.ZodType
  run(scope: Scope, input: Record<string, unknown>, report: Report): Promise<unknown>
}

type Facts = Pick<Offered, 'title' | 'description'> & Partial<Pick<Offered, 'effect' | 'shape' | 'run'>>

const waiting = {
  waitSeconds: z
    .int()
    .min(0)
    .max(300)
    .default(50)
    .describe('How long to wait for the answer. It goes on being written after that.'),
}
const SendAndWait = SendMessage.extend(waiting)
const FollowAndWait = ReplyRef.extend(waiting)

/** Every tool by its name. A use-case that is not in here cannot be reached over MCP. */
export const offered: ReadonlyMap<string, Offered> = new Map([
  offer(access.readMe, {
    title: 'Who am I',
    description: 'Shows whose key this is, in which organisation, and what it may do.',
  }),
  offer(knowledge.searchKnowledge, {
    title: 'Search knowledge',
    description:
      'Searches the documents of the organisation for passages that fit a question, best match first, with their place in the document.',
    effect: 'none',
  }),
  offer(knowledge.listKnowledgeBases, {
    title: 'List knowledge bases',
    description: 'Lists the knowledge bases, which hold documents.',
  }),
  offer(knowledge.listDocuments, {
    title: 'List documents',
    description: 'Lists the documents of a knowledge base, newest first, with their indexing progress.',
  }),
  offer(knowledge.listPassages, {
    title: 'Read a document by its passages',
    description: 'Lists the passages of a document in order; together they are its text.',
  }),
  offer(knowledge.addDocument, {
    title: 'Add a document',
    description:
      'Adds a text or Markdown document to a knowledge base. It is found once it has been indexed.',
    effect: 'adds',
  }),
  offer(messages.listConversations, {
    title: 'List conversations',
    description: 'Lists conversations, most recently active first.',
  }),
  offer(search.searchConversations, {
    title: 'Search conversations',
    description: 'Searches the titles and messages of conversations.',
  }),
  offer(conversations.readConversation, {
    title: 'Read a conversation',
    description: 'Returns the title of a conversation, who answers in it, and its state.',
  }),
  offer(conversations.listMessages, {
    title: 'List messages',
    description: 'Lists the messages of a conversation.',
  }),
  offer(messages.openConversation, {
    title: 'Open a conversation',
    description: 'Opens a conversation with an agent, without any message yet.',
    effect: 'adds',
  }),
  offer(messages.changeConversation, {
    title: 'Change a conversation',
    description: 'Renames, stars, archives or mutes a conversation, or hands it to another agent.',
  }),
  offer(messages.sendMessage, {
    title: 'Send a message and wait for the answer',
    description:
      'Sends a message to a conversation and waits for the answer with its sources. If the answer is still being written when the time is up, wait for it with reply_follow.',
    effect: 'adds',
    shape: SendAndWait,
    async run(scope, input, report) {
      const { waitSeconds, ...message } = parseInput(SendAndWait, input)
      const { message: said, reply } = await messages.sendMessage(scope, message)
      if (!reply)
        return {
          messageId: said.id,
          replyId: null,
          state: 'none',
          detail: 'No agent answers here right now.',
        }
      const answer = await awaitAnswer(scope, replies.followTurn(scope, reply), waitSeconds, report)
      return { messageId: said.id, replyId: reply.id, ...answer }
    },
  }),
  offer(replies.followReply, {
    title: 'Wait for an answer',
    description: 'Waits for an answer that is still being written and returns it with its sources.',
    effect: 'none',
    shape: FollowAndWait,
    async run(scope, input, report) {
      const { waitSeconds, replyId } = parseInput(FollowAndWait, input)
      const answer = await awaitAnswer(scope, replies.followReply(scope, { replyId }), waitSeconds, report)
      return { replyId, ...answer }
    },
  }),
  offer(replies.cancelReply, {
    title: 'Stop an answer',
    description: 'Stops an answer that is being written. What was written so far is kept.',
  }),
  offer(agents.listAgents, {
    title: 'List agents',
    description: 'Lists the agents of the organisation with their instructions and settings.',
  }),
  offer(agents.readAgent, {
    title: 'Read an agent',
    description: 'Reads the instructions and settings of an agent.',
  }),
  offer(agents.createAgent, {
    title: 'Create an agent',
    description: 'Creates an agent, which can answer at once.',
    effect: 'adds',
  }),
  offer(agents.changeAgent, {
    title: 'Change an agent',
    description:
      'Changes an agent and publishes the change at once. Fields that are left out stay as they are.',
  }),
  offer(agents.deleteAgent, {
    title: 'Delete an agent',
    description: 'Deletes an agent. Its conversations are kept, but nobody answers in them.',
  }),
])

/** The tool of a use-case. Queries have no effect; all others have one, unless stated. */
function offer(useCase: unknown, facts: Facts): [string, Offered] {
  const one = useCase as UseCase
  const call = one as (scope: Scope, input: never) => Promise<unknown>
  return [
    one.name.replace(/[.-]/g, '_'),
    {
      useCase: one,
      effect: one.kind === 'query' ? 'none' : 'changes',
      shape: one.input,
      run: (scope, input) => call(scope, input as never),
      ...facts,
    },
  ]
}
