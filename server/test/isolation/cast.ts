import { Readable } from 'node:stream'
import { uuidv7 } from 'uuidv7'
import type { Entity } from '#contract/ids.ts'
import {
  admitVisitor,
  createApiKey,
  createInvitation,
  listSessions,
  openScope,
} from '#features/access/index.ts'
import { changeAgent, changeDraft, createAgent } from '#features/agents/index.ts'
import { createChannel } from '#features/channels/index.ts'
import { defineContactAttribute, eraseContact } from '#features/contacts/index.ts'
import { addCannedReply, addMacro } from '#features/inbox/canned/index.ts'
import { addAgent, changeConversation, openConversation, sendMessage } from '#features/messages/index.ts'
import { listMessages } from '#features/conversations/index.ts'
import { uploadFile } from '#features/files/index.ts'
import { addNote as addInboxNote } from '#features/inbox/handoff/index.ts'
import { startImport } from '#features/imports/index.ts'
import { scheduleMessage } from '#features/proactive/index.ts'
import { createTeam, moveConversation } from '#features/inbox/routing/index.ts'
import { createShare } from '#features/sharing/index.ts'
import { addSite } from '#features/sites/index.ts'
import { addSearchDictionaryEntry, createKnowledgeBase } from '#features/knowledge/index.ts'
import { addMemory, setMemoryConsent } from '#features/memory/index.ts'
import { createConnection, setDefaultModel } from '#features/models/index.ts'
import { addTestCase } from '#features/evals/index.ts'
import { createBudget } from '#features/usage/index.ts'
import { createProject } from '#features/projects/index.ts'
import { addMember } from '#features/people/index.ts'
import { createWebhook } from '#features/webhooks/index.ts'
import { changeSecret, createWidget } from '#features/widgets/index.ts'
import { closeTenant } from '#features/access/close-tenant.ts'
import { makeTenant, visit } from '#features/access/testing.ts'
import { startSession } from '#features/access/start-session.ts'
import { actorId, type Scope } from '#kernel/scope.ts'
import { storeJob } from '#test/support/store-job.ts'
import {
  carryOut,
  conversationOfMail,
  failedMail,
  mailChannel,
  messageOfMail,
  outsideConversation,
} from './channel-cast.ts'
import { firstPassage, makeDocument, unfitEdit } from './document-cast.ts'
import { endedRun, blockedRun, unanswered } from './evals-cast.ts'
import { joined } from './joined.ts'
import { ownAgent } from './own-agent-cast.ts'
import { asked } from './rated.ts'
import { settled } from './settled.ts'
import { waitingCall } from './waiting-call.ts'
import { freshWord, type Slot } from './template.ts'
import { beginSignIn, makeOutsideTools } from './tool-server-cast.ts'

/** Whose things are made: their own are private, the rest is their tenant's. */
export interface Maker {
  readonly scope: Scope
  readonly ofTenant: Scope
  readonly system: Scope
  /** Stands in every private text, so that it is seen where it must not be. */
  readonly canary: string
  /** The same in what belongs to the tenant. */
  readonly tenantCanary: string
}

const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

/** Things that belong together, each made when it is first asked for: a message is one of the conversation, and so on. */
export interface Cast {
  id(entity: Entity, flavour?: string): Promise<string>
  /** The ids to fill these slots with. */
  ids(slots: readonly Slot[]): Promise<Map<Slot, string>>
  /** What has been made so far of the things that are the maker's own. */
  readonly privateIds: ReadonlySet<string>
}

/** What only its owner may use, unless it is in the inbox. */
export const privateEntities: readonly Entity[] = [
  'project',
  'import',
  'share',
  'conversation',
  'message',
  'reply',
  'toolApproval',
  'file',
  'memory',
  'scheduledMessage',
  'apiKey',
  'session',
]

export function openCast(maker: Maker): Cast {
  const made = new Map<string, Promise<string>>()
  const privateIds = new Set<string>()
  const id = (entity: Entity, flavour = ''): Promise<string> => {
    const key = `${entity} ${flavour}`
    const known = made.get(key)
    if (known) return known
    const making = make(maker, id, entity, flavour).then((thing) => {
      // Admins hear of keys, sessions and links, though only their owners use them.
      const isHeardOf = entity === 'apiKey' || entity === 'session' || entity === 'share'
      const isOfInbox = ['advised', 'carried', 'inbox', 'judged', 'mailed', 'noted', 'outside'].includes(
        flavour,
      )
      if (privateEntities.includes(entity) && !isHeardOf && !isOfInbox) privateIds.add(thing)
      return thing
    })
    made.set(key, making)
    return making
  }
  return {
    id,
    privateIds,
    async ids(slots) {
      const ids = new Map<Slot, string>()
      for (const slot of slots) ids.set(slot, await id(slot.entity, slot.flavour))
      return ids
    },
  }
}

/** Finds or makes things of the same cast. */
export type Ids = (entity: Entity, flavour?: string) => Promise<string>

/** A tenant that nobody else uses, open or suspended. */
async function spareTenant({ app }: Scope, flavour: string): Promise<string> {
  const { tenantId, system } = await makeTenant(app)
  if (flavour === 'suspended') await closeTenant(system, { isSuspended: true })
  return tenantId
}

async function make(maker: Maker, id: Ids, entity: Entity, flavour: string): Promise<string> {
  const { scope, ofTenant, system, canary, tenantCanary } = maker
  const name = `${canary} ${freshWord()}`
  switch (entity) {
    case 'tenant':
      return flavour === '' ? scope.tenantId : spareTenant(scope, flavour)
    case 'member':
      if (flavour === 'joined') return joined(maker, await id('project'), await id('member'))
      return (
        await addMember(system, {
          id: uuidv7(),
          email: `${freshWord()}@example.com`,
          name: freshWord(),
          role: flavour === 'operator' ? 'operator' : 'end_user',
          passwordHash: '-',
        })
      ).id
    case 'visitor':
      return makeVisitor(maker, id, flavour)
    case 'contactAttribute':
      return (await defineContactAttribute(ofTenant, { key: freshWord(), kind: 'text' })).id
    case 'invitation':
      return (await createInvitation(ofTenant, { email: `${freshWord()}@example.com`, role: 'end_user' }))
        .invitation.id
    case 'apiKey':
      return (await createApiKey(scope, { name, scopes: ['*'] })).apiKey.id
    case 'session':
      return signInAgain(maker)
    case 'agent':
      if (flavour === 'answering') return id('conversation').then(() => id('agent'))
      if (flavour === 'taught') return id('suggestion').then(() => id('agent'))
      if (flavour === 'knowing') return id('memory').then(() => id('agent'))
      if (flavour === 'heard') return id('reply').then(() => id('agent'))
      if (flavour === 'joined') return joinedAgent(maker, id)
      if (flavour === 'own') return ownAgent(maker)
      return makeAgent(maker, id, flavour)
    case 'suggestion':
      return suggest(maker, id, flavour)
    case 'conversation':
      if (flavour === 'filled') return id('message').then(() => id('conversation'))
      if (flavour === 'shared') return id('share').then(() => id('conversation'))
      if (flavour === 'scheduled') return id('scheduledMessage').then(() => id('conversation'))
      if (flavour === 'inbox') return inboxConversation(maker)
      if (flavour === 'rated') return asked(maker, await id('conversation'))
      if (flavour === 'judged') return asked(maker, await id('conversation', 'inbox'))
      if (flavour === 'outside') return outsideConversation(ofTenant, tenantCanary, await id('channel'))
      if (flavour === 'carried') return id('message', 'carried').then(() => id('conversation', 'outside'))
      if (flavour === 'mailed') return conversationOfMail(ofTenant, await id('channelMail'))
      if (flavour === 'advised') return advisedConversation(maker, id)
      if (flavour === 'noted') return id('inboxEntry').then(() => id('conversation', 'inbox'))
      return (
        await openConversation(scope, {
          title: name,
          agentId: await id('agent'),
          projectId: await id('project'),
        })
      ).id
    case 'project':
      if (flavour === 'filled') return id('conversation').then(() => id('project'))
      return (await createProject(scope, { name })).id
    case 'share':
      await id('message')
      return (await createShare(scope, { conversationId: await id('conversation') })).share.id
    case 'import':
      return (await startImport(scope, { fileId: await id('file', 'talks') })).id
    case 'message':
      if (flavour === 'advised') return firstSaid(maker, await id('conversation', 'advised'))
      if (flavour === 'told') return answerTold(maker, await id('message'), await id('memory'))
      if (flavour === 'carried')
        return carryOut(ofTenant, await id('channel'), await id('conversation', 'outside'))
      if (flavour === 'mailed') return messageOfMail(ofTenant, await id('channelMail'))
      return say(maker, id).then(({ message }) => message.id)
    case 'reply':
      return replyTo(scope, await id('conversation'), await id('message'))
    case 'toolApproval':
      return waitingCall(maker, await id('conversation'), await id('reply'))
    case 'file':
      if (flavour === 'picture')
        return (await uploadFile(scope, { name: `${name}.png`, content: Readable.from([PICTURE]) })).id
      if (flavour === 'talks')
        return (await uploadFile(scope, { name: 'talks.json', content: Readable.from([Buffer.from('[]')]) }))
          .id
      return (await uploadFile(scope, { name: `${name}.txt`, content: Readable.from([Buffer.from(canary)]) }))
        .id
    case 'knowledgeBase':
      if (flavour === 'filled') return id('document').then(() => id('knowledgeBase'))
      if (flavour === 'faq') return id('document', 'faq-entry').then(() => id('knowledgeBase'))
      if (flavour === 'sited') return id('site').then(() => id('knowledgeBase'))
      if (flavour === 'tested') return id('evaluationRun').then(() => id('knowledgeBase'))
      return (await createKnowledgeBase(ofTenant, { name: freshWord() })).id
    case 'document':
      return makeDocument(maker, id, flavour)
    case 'connection':
      return connected(maker)
    case 'budget':
      return (
        await createBudget(ofTenant, {
          kind: 'agent',
          agentId: await id('agent'),
          period: 'day',
          tokens: 1_000,
        })
      ).id
    case 'passageEdit':
      return unfitEdit(ofTenant, await id('document', 'edited'))
    case 'searchDictionaryEntry':
      return (await addSearchDictionaryEntry(ofTenant, { kind: 'same', words: [tenantCanary, freshWord()] }))
        .id
    case 'widget':
      return makeWidget(ofTenant, tenantCanary, flavour)
    case 'site':
      return (
        await addSite(ofTenant, {
          knowledgeBaseId: await id('knowledgeBase'),
          address: `https://pages.invalid/${freshWord()}`,
        })
      ).id
    case 'testCase':
      return (
        await addTestCase(ofTenant, {
          knowledgeBaseId: await id('knowledgeBase'),
          question: `What is ${tenantCanary}?`,
        })
      ).id
    case 'evaluationRun':
      if (flavour === 'blocked') return blockedRun(ofTenant, tenantCanary)
      await id('testCase')
      return endedRun(ofTenant, await id('knowledgeBase'))
    case 'unansweredQuestion':
      return unanswered(maker, freshWord(), flavour === 'drafted' ? await id('knowledgeBase') : null)
    case 'memory':
      return remember(maker, await id('agent'), await id('conversation'))
    case 'scheduledMessage':
      return plan(maker, await id('conversation'))
    case 'inboxEntry':
      return noted(maker, await id('conversation', 'inbox'))
    case 'team':
      // The first one is the default team, which stays while there are others.
      if (flavour === 'spare') await id('team')
      return busyTeam(maker, await id('member', 'operator'))
    case 'cannedReply':
      return (await addCannedReply(ofTenant, { name: freshWord(), text: tenantCanary })).id
    case 'macro':
      return (await addMacro(ofTenant, { name: freshWord(), steps: [{ do: 'note', text: tenantCanary }] })).id
    case 'job':
      return deadJob(ofTenant)
    case 'channel':
      if (flavour === 'answered') return id('message', 'carried').then(() => id('channel'))
      if (flavour === 'mailed') return mailChannel(ofTenant, tenantCanary)
      if (flavour === 'written') return id('channelMail').then(() => id('channel', 'mailed'))
      return (await createChannel(ofTenant, { name: `${tenantCanary} ${freshWord()}` })).id
    case 'channelMail':
      return failedMail(ofTenant, {
        canary: tenantCanary,
        channelId: await id('channel', 'mailed'),
        conversationId: await inboxConversation(maker),
      })
    case 'webhook':
      if (flavour === 'told') return id('webhookDelivery').then(() => id('webhook'))
      return makeWebhook(maker)
    case 'webhookDelivery':
      return deliver(ofTenant, await id('webhook'))
    case 'customTool':
    case 'toolServer':
      return makeOutsideTools(entity, { scope, ofTenant, tenantCanary, flavour })
    case 'toolSignIn':
      return beginSignIn(scope, await id('toolServer', 'signed'))
    case 'passage':
      return firstPassage(ofTenant, await id('document'))
  }
}

async function makeAgent({ ofTenant, tenantCanary }: Maker, id: Ids, flavour: string): Promise<string> {
  const { id: agentId } = await createAgent(ofTenant, {
    name: freshWord(),
    instructions: tenantCanary,
    knowledgeBaseIds: [await id('knowledgeBase')],
  })
  const instructions = `${tenantCanary}, anew.`
  if (flavour === 'drafted') await changeDraft(ofTenant, { agentId, instructions })
  if (flavour === 'changed') await changeAgent(ofTenant, { agentId, instructions })
  return agentId
}

/** A chat for a site's pages; `keyed` has a secret and the one before it. */
async function makeWidget(ofTenant: Scope, canary: string, flavour: string): Promise<string> {
  const { id: widgetId } = await createWidget(ofTenant, { name: `${canary} ${freshWord()}` })
  if (flavour === 'keyed') {
    await changeSecret(ofTenant, { widgetId })
    await changeSecret(ofTenant, { widgetId })
  }
  return widgetId
}

/** Work that failed for good; done again, it finds nothing to do. */
const deadJob = ({ app, tenantId }: Scope): Promise<string> =>
  storeJob(app, tenantId, {
    name: 'models.changed',
    state: 'dead',
    tries: 5,
    triesMax: 5,
    reason: 'upstream_failed: nobody answers',
  })

/** Its name is a secret of the tenant's; nobody is there to hear. */
async function makeWebhook({ ofTenant, tenantCanary }: Maker): Promise<string> {
  const { webhook } = await createWebhook(ofTenant, {
    name: `${tenantCanary} ${freshWord()}`,
    url: `https://hooks.invalid/${tenantCanary}`,
    // Never made here: a receiver that is never reached would be tried again in the middle of something else.
    eventTypes: ['suggestion.made'],
  })
  return webhook.id
}

/** A delivery of whatever happened first in the tenant. */
async function deliver({ app, tenantId }: Scope, webhookId: string): Promise<string> {
  await settled(app)
  const id = uuidv7()
  await app.database.write(tenantId, async (tx) => {
    const event = await tx
      .selectFrom('events')
      .select(['number', 'type'])
      .where('number', 'is not', null)
      .orderBy('number')
      .limit(1)
      .executeTakeFirstOrThrow()
    await tx
      .insertInto('webhook_deliveries')
      .values({
        tenant_id: tenantId,
        id,
        webhook_id: webhookId,
        why: 'event',
        event_number: event.number,
        event_type: event.type,
        message_id: `msg_${id}`,
        try: 1,
        error_code: 'unreachable',
        took_ms: 1,
      })
      .execute()
  })
  return id
}

/** An agent that takes part in the conversation besides the one that answers. */
async function joinedAgent(maker: Maker, id: Ids): Promise<string> {
  const [conversationId, agentId] = [await id('conversation'), await makeAgent(maker, id, '')]
  await addAgent(maker.system, { conversationId, agentId })
  return agentId
}

/** The same with an agent whose model can do more than quote, where the app has one. */
async function advisedConversation(maker: Maker, id: Ids): Promise<string> {
  const { models } = maker.system.app.ports
  const model = models.list().find(({ provider }) => provider !== 'offline')?.id ?? null
  const { id: agentId } = await createAgent(maker.ofTenant, { name: freshWord(), model })
  const conversationId = await id('conversation', 'inbox')
  await changeConversation(maker.system, { conversationId, agentId })
  return conversationId
}

/** What was said first in it. */
const firstSaid = async ({ system }: Maker, conversationId: string): Promise<string> =>
  (await listMessages(system, { conversationId, limit: 1 })).items[0]?.id ?? ''

/** What a visitor said, which operators see and the maker's own conversation is not. */
async function inboxConversation({ system, tenantCanary }: Maker): Promise<string> {
  const { token } = await admitVisitor(system, { externalId: freshWord(), name: freshWord() })
  const scope = await openScope(system.app, { token }, visit())
  const { id: conversationId } = await openConversation(scope, { title: tenantCanary })
  await sendMessage(scope, { conversationId, parts: [{ type: 'text', text: `What is ${tenantCanary}?` }] })
  return conversationId
}

/** A team with somebody in it, and something to do. */
async function busyTeam(maker: Maker, memberId: string): Promise<string> {
  const { id: teamId } = await createTeam(maker.ofTenant, { name: freshWord(), members: [{ memberId }] })
  await moveConversation(maker.ofTenant, { conversationId: await inboxConversation(maker), teamId })
  return teamId
}

/** A connection that nobody answers at, and that no agent asks: the first one would be asked by all that name no model. */
async function connected({ ofTenant, tenantCanary }: Maker): Promise<string> {
  const { id } = await createConnection(ofTenant, {
    name: freshWord(),
    provider: 'openai-compatible',
    baseUrl: 'https://models.invalid/v1',
    key: `${tenantCanary}-key`,
    models: [{ name: 'one' }, { name: 'one-embed' }],
  })
  await setDefaultModel(ofTenant, { model: null })
  return id
}

/** A note by the maker, where they may write one. */
const noted = async ({ scope, ofTenant, tenantCanary }: Maker, conversationId: string): Promise<string> =>
  (
    await addInboxNote(scope.actor.permissions.has('inbox:write') ? scope : ofTenant, {
      conversationId,
      text: `Knows ${tenantCanary}.`,
    })
  ).id

/** What a model would have suggested; none is connected. */
async function suggest({ ofTenant, tenantCanary }: Maker, id: Ids, flavour: string): Promise<string> {
  const [agentId, conversationId] = [await id('agent'), await id('conversation')]
  const ofBoth = { tenant_id: ofTenant.tenantId, agent_id: agentId, conversation_id: conversationId }
  const suggestion = {
    ...ofBoth,
    id: uuidv7(),
    base_version: 1,
    base_instructions: tenantCanary,
    instructions: `${tenantCanary}, wiser.`,
    reason: tenantCanary,
    confidence: 0.6,
    idea: ['wiser'],
    state: flavour || 'waiting',
  }
  await ofTenant.app.database.write(ofTenant.tenantId, async (tx) => {
    await tx
      .insertInto('conversation_reviews')
      .values({ ...ofBoth, last_seq: 20 })
      .onConflict((on) => on.doNothing())
      .execute()
    await tx.insertInto('suggestions').values(suggestion).execute()
  })
  return suggestion.id
}

async function makeVisitor(
  { ofTenant, system, tenantCanary }: Maker,
  id: Ids,
  flavour: string,
): Promise<string> {
  const externalId = flavour === 'anonymous' ? null : freshWord()
  const { visitorId, token } = await admitVisitor(system, { externalId, name: freshWord() })
  if (flavour === 'remembered') {
    const scope = await openScope(system.app, { token }, visit())
    await setMemoryConsent(scope, { remembers: true })
    await addMemory(scope, { agentId: await id('agent'), kind: 'person', text: `Asks for ${tenantCanary}` })
  }
  if (flavour === 'writing')
    await openConversation(await openScope(system.app, { token }, visit()), { title: tenantCanary })
  if (flavour === 'erased') {
    await eraseContact(ofTenant, { contactId: visitorId })
    await settled(system.app)
  }
  return visitorId
}

/** A message as if a model had been told a memory for it. */
async function answerTold({ scope }: Maker, messageId: string, memoryId: string): Promise<string> {
  const parts = JSON.stringify([{ type: 'remembered', memoryIds: [memoryId] }])
  await scope.app.database.write(scope.tenantId, (tx) =>
    tx.updateTable('messages').set({ parts }).where('id', '=', messageId).execute(),
  )
  return messageId
}

/** What an agent is to remember of the maker, and how far their conversation would have been read for more. */
async function remember({ scope, canary }: Maker, agentId: string, conversationId: string): Promise<string> {
  await setMemoryConsent(scope, { remembers: true })
  const extraction = {
    tenant_id: scope.tenantId,
    agent_id: agentId,
    conversation_id: conversationId,
    last_seq: 1,
  }
  await scope.app.database.write(scope.tenantId, (tx) =>
    tx
      .insertInto('memory_extractions')
      .values(extraction)
      .onConflict((on) => on.doNothing())
      .execute(),
  )
  return (await addMemory(scope, { agentId, kind: 'ongoing', text: `Works on ${canary} ${freshWord()}` })).id
}

const say = async ({ scope, canary }: Maker, id: Ids) =>
  sendMessage(scope, {
    conversationId: await id('conversation'),
    parts: [
      { type: 'text', text: `What is ${canary}?` },
      { type: 'file', fileId: await id('file') },
    ],
  })

const plan = async ({ scope, canary }: Maker, conversationId: string): Promise<string> =>
  (
    await scheduleMessage(scope, {
      conversationId,
      text: `Remember ${canary}.`,
      at: new Date(Date.now() + 3_600_000).toISOString(),
    })
  ).id

/** Another session of the same person, which may be ended. */
async function signInAgain({ scope, system }: Maker): Promise<string> {
  await startSession(system, { memberId: actorId(scope) })
  const [newest] = (await listSessions(scope, {})).items
  if (!newest) throw new Error('Somebody who signed in should have a session.')
  return newest.id
}

async function replyTo(scope: Scope, conversationId: string, messageId: string): Promise<string> {
  const found = await scope.app.database.read(scope.tenantId, (tx) =>
    tx
      .selectFrom('replies')
      .innerJoin('messages', 'messages.id', 'replies.message_id')
      .select('replies.id')
      .where('messages.conversation_id', '=', conversationId)
      .where('messages.parent_id', '=', messageId)
      .executeTakeFirstOrThrow(),
  )
  return found.id
}
