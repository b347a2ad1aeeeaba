import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Contact } from '#contract/shapes/contact.ts'
import {
  addContact,
  blockContact,
  changeContact,
  eraseContact,
  listContactConversations,
  listContacts,
  readContact,
  unblockContact,
} from '#features/contacts/index.ts'
import { readInboxConversation } from '#features/inbox/handoff/index.ts'
import type { Application } from '#kernel/application.ts'
import { Fault } from '#kernel/fault.ts'
import { elevateScope } from '../../kit/elevate-scope.ts'
import { accept, inQuery, pageFacts, queryAndBody, stretchOf } from '../accept.ts'
import { type Caller, enterAs } from '../caller.ts'
import { showConversations } from '../conversations.ts'
import { findId, note, notesOf, numbersOf } from '../numbers.ts'
import { ORIGIN } from '../provide-visitor.ts'
import { noCustomer } from '../refusal.ts'
import { naiveTime, nextStamp } from '../stamps.ts'
import { allPages } from './all-pages.ts'

const known = {
  name: z.string().trim().min(1).max(100),
  email: z.email().max(254).nullish(),
  phone: z.string().trim().min(1).max(40).nullish(),
  company: z.string().trim().min(1).max(200).nullish(),
}
const NewCustomer = z.object({ ...known, source: z.string().trim().max(200).optional() })
const Changed = z.object(known).partial()
const Note = z.object({ content: z.string().trim().min(1).max(4_000) })
const NOTES_MAX = 100
const ONE = '/api/v1/admin/customers/:id'

/** The contacts, in the format of the admin page. */
export function customerRoutes(http: FastifyInstance, app: Application) {
  const enter = async (request: FastifyRequest) => {
    const caller = await enterAs(app, request, 'agent')
    return { caller, contact: await requireCustomer(caller, (request.params as { id: string }).id) }
  }
  const shown = async ({ dialectScope }: Caller, contact: Contact) => {
    const [customer] = await showCustomers(dialectScope, [contact])
    return { ...customer, success: true, data: { ...customer, customer } }
  }

  http.get('/api/v1/admin/customers', async (request) => {
    const { customers, facts } = await findCustomers(await enterAs(app, request, 'agent'), request)
    return { success: true, customers, ...facts, data: { customers, items: customers, ...facts } }
  })

  http.post('/api/v1/admin/customers', async (request) => {
    const caller = await enterAs(app, request, 'agent')
    const { source, ...given } = accept(NewCustomer, request.body)
    const contact = await addContact(caller.scope, { ...withoutNothing(given), origin: source ?? ORIGIN })
    return shown(caller, contact)
  })

  http.get(ONE, async (request) => {
    const { caller, contact } = await enter(request)
    return shown(caller, contact)
  })

  http.put(ONE, async (request) => {
    const { caller, contact } = await enter(request)
    const given = withoutNothing(accept(Changed, request.body))
    return shown(caller, await changeContact(caller.scope, { contactId: contact.id, ...given }))
  })

  http.delete(ONE, async (request) => {
    const { caller, contact } = await enter(request)
    await eraseContact(caller.scope, { contactId: contact.id })
    return { success: true, message: '客户删除成功' }
  })

  http.get(`${ONE}/conversations`, async (request) => {
    const { caller, contact } = await enter(request)
    const { conversations, facts } = await findConversations(caller, contact, request)
    return { success: true, conversations, ...facts, data: { conversations, ...facts } }
  })

  http.post(`${ONE}/block`, async (request) => {
    const { caller, contact } = await enter(request)
    const isBlocked = queryAndBody(request).blocked !== false
    const change = isBlocked ? blockContact : unblockContact
    return shown(caller, await change(caller.scope, { contactId: contact.id }))
  })

  http.post(`${ONE}/notes`, async (request) => {
    const { caller, contact } = await enter(request)
    const elevated = elevateScope(caller.scope, { asked: 'contact:write' })
    const asked = queryAndBody(request)
    const { content } = accept(Note, { content: asked.content ?? asked.note })
    const before = notesIn((await notesOf(caller.dialectScope, 'contact-notes', [contact.id]))(contact.id))
    const one = { content, author: caller.member.name, created_at: nextStamp() }
    await note(elevated, 'contact-notes', contact.id, { notes: [one, ...before].slice(0, NOTES_MAX) })
    return { success: true, ...one, data: one }
  })
}

async function findCustomers({ scope, dialectScope }: Caller, request: FastifyRequest) {
  const stretch = stretchOf(request)
  const search = inQuery(request, 'keyword') ?? inQuery(request, 'search')
  const [source, stand] = [inQuery(request, 'source'), inQuery(request, 'status')]
  const all = await allPages((after) =>
    listContacts(scope, { limit: 100, ...after, ...(search && { search: search.slice(0, 200) }) }),
  )
  const found = all
    .filter((contact) => source === undefined || sourceOf(contact) === source)
    .filter((contact) => stand === undefined || statusOf(contact) === stand)
  const page = found.slice(stretch.offset, stretch.offset + stretch.size)
  return { customers: await showCustomers(dialectScope, page), facts: pageFacts(stretch, found.length) }
}

async function findConversations({ scope, dialectScope }: Caller, contact: Contact, request: FastifyRequest) {
  const stretch = stretchOf(request)
  const all = await allPages((after) =>
    listContactConversations(scope, { contactId: contact.id, limit: 100, ...after }),
  )
  const page = all.slice(stretch.offset, stretch.offset + stretch.size)
  const items = await Promise.all(page.map(({ id }) => readInboxConversation(scope, { conversationId: id })))
  const conversations = await showConversations(scope, dialectScope, items)
  return { conversations, facts: pageFacts(stretch, all.length) }
}

const sourceOf = ({ origin }: Contact) => origin || ORIGIN
const statusOf = ({ blocked }: Contact) => (blocked ? 'blocked' : 'active')
const notesIn = ({ notes }: Record<string, unknown>) => (Array.isArray(notes) ? (notes as object[]) : [])

const withoutNothing = <T extends object>(given: T) =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }

async function requireCustomer({ scope, dialectScope }: Caller, named: unknown): Promise<Contact> {
  const contactId = await findId(dialectScope, 'contact', named)
  try {
    if (contactId !== null) return await readContact(scope, { contactId })
  } catch (error) {
    if (!(error instanceof Fault && error.code === 'not_found')) throw error
  }
  throw noCustomer()
}

async function showCustomers(dialectScope: Caller['dialectScope'], contacts: readonly Contact[]) {
  const ids = contacts.map(({ id }) => id)
  const [numberOf, noted] = await Promise.all([
    numbersOf(dialectScope, 'contact', ids.toReversed()),
    notesOf(dialectScope, 'contact-notes', ids),
  ])
  return contacts.map((contact) => ({
    id: numberOf(contact.id),
    uuid: contact.id,
    name: contact.name || `访客 ${numberOf(contact.id)}`,
    email: contact.email,
    phone: contact.phone,
    company: contact.company,
    avatar: '',
    avatar_url: null,
    source: sourceOf(contact),
    status: statusOf(contact),
    tags: [],
    notes: notesIn(noted(contact.id)),
    custom_attributes: contact.attributes,
    first_seen_at: naiveTime(contact.firstSeenAt),
    last_seen_at: naiveTime(contact.lastSeenAt),
    created_at: naiveTime(contact.firstSeenAt),
    updated_at: naiveTime(contact.lastSeenAt),
  }))
}
