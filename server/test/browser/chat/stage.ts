import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import type { MessagePart } from '#contract/message-parts.ts'
import { findTenantId } from '#features/access/index.ts'
import type { Ports } from '#kernel/ports.ts'
import { startBrowser } from '#test/support/browser.ts'
import { openConversation, scriptedModels } from '#test/support/conversation.ts'
import { type ModelServer, startModelServer } from '#test/support/model-server/start-model-server.ts'
import { OWNER, openTestServer, type TestServer } from '#test/support/open-test-server.ts'

export const desktop = { viewport: { width: 1280, height: 800 } }
export const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }

/** A server with a scripted model, and a browser whose pages are signed in. */
export interface Stage {
  readonly server: TestServer
  readonly models: ModelServer
  readonly browser: Browser
  /** A page of the console, in a context of its own. */
  open(path: string, options?: BrowserContextOptions): Promise<Page>
  /** A conversation with an agent, and these messages in it: question and answer by turns, as if they had been said. */
  conversationOf(messages: readonly (readonly MessagePart[])[]): Promise<string>
  close(): Promise<void>
}

/** `env`: tells the server where its models are; `ports`: what else of the world is replaced. */
export async function setStage(
  env: (models: ModelServer) => Record<string, string> = scriptedModels,
  ports: Partial<Ports> = {},
): Promise<Stage> {
  const models = await startModelServer()
  const server = await openTestServer({ env: env(models), ports })
  const browser = await startBrowser()
  const signedIn = await server.ask('POST', '/v1/auth/login', { token: null, body: OWNER })
  return {
    server,
    models,
    browser,
    async open(path, options = {}) {
      const context = await browser.newContext({ locale: 'en-GB', ...desktop, ...options })
      await context.addInitScript((tokens) => localStorage.setItem('parley.session', tokens), signedIn.text)
      const page = await context.newPage()
      await page.goto(server.url + path)
      return page
    },
    async conversationOf(messages) {
      const conversationId = await openConversation(server)
      await store(server, conversationId, messages)
      return conversationId
    },
    async close() {
      await browser.close()
      await server.close()
      await models.close()
    },
  }
}

const AT_ONCE = 1_000

/** Stores messages past the front door: saying ten thousand things through it would take minutes. */
async function store(
  server: TestServer,
  conversationId: string,
  messages: readonly (readonly MessagePart[])[],
) {
  const ids = messages.map(() => uuidv7())
  const tenantId = await findTenantId(server.app, null)
  await server.app.database.write(tenantId, async (db) => {
    const { tenant_id, owner_id } = await db
      .selectFrom('conversations')
      .select(['tenant_id', 'owner_id'])
      .where('id', '=', conversationId)
      .executeTakeFirstOrThrow()
    const rows = messages.map((parts, at) => {
      const isAnswer = at % 2 === 1
      return {
        tenant_id,
        id: ids[at] ?? '',
        conversation_id: conversationId,
        seq: at + 1,
        parent_id: ids[at - 1] ?? null,
        author_kind: isAnswer ? 'agent' : 'member',
        author_id: isAnswer ? null : owner_id,
        author_name: isAnswer ? 'Ada' : 'Owner',
        role: isAnswer ? 'assistant' : 'user',
        parts: JSON.stringify(parts),
      }
    })
    for (let from = 0; from < rows.length; from += AT_ONCE)
      await db
        .insertInto('messages')
        .values(rows.slice(from, from + AT_ONCE))
        .execute()
    await db
      .updateTable('conversations')
      .set({
        last_seq: rows.length,
        head_message_id: ids.at(-1) ?? null,
        title: 'Stored',
        updated_at: sql`now()`,
      })
      .where('id', '=', conversationId)
      .execute()
  })
}

export const said = (text: string): MessagePart[] => [{ type: 'text', text }]
