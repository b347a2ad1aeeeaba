import type { Page } from 'playwright-core'
import { settingsSections, to } from '../../../../console/src/routing/route.ts'
import type { Stage } from './stage.ts'

/** One thing to look at. A new page adds its lines below, and is then looked at in every width and light. */
export interface View {
  readonly name: string
  readonly path: (stage: Stage) => string
  /** Left out for those who are not signed in. */
  readonly isPublic?: boolean
  /** Opens what is not there at once: a dialog, a menu. */
  readonly open?: (page: Page) => Promise<void>
}

const press = (name: string | RegExp) => (page: Page) => page.getByRole('button', { name }).first().click()

/** A dialog for a whole site, with all that can be wished. */
async function addSite(page: Page): Promise<void> {
  await press('Add a website')(page)
  await page.getByRole('combobox', { name: 'Pages to read' }).click()
  await page.getByRole('option', { name: /and linked pages/ }).click()
  await page.getByRole('combobox', { name: 'Sync schedule' }).click()
  await page.getByRole('option', { name: /Custom schedule/ }).click()
}

async function previewImport(page: Page): Promise<void> {
  await press('More actions: FAQ entries')(page)
  await page.getByRole('menuitem', { name: 'Import CSV' }).click()
  const csv = 'question,answer\nWhen?,At nine in the morning.\nWhere?,\nDo you open on Sundays?,Yes.\n'
  const file = { name: 'faq.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) }
  await page.getByRole('dialog').locator('input[type=file]').setInputFiles(file)
  await page.getByRole('status').filter({ hasText: '1 new' }).waitFor()
}

const narrow = JSON.stringify([
  { key: 'team', is: 'one-of', values: ['support', 'sales'], not: false },
  { key: 'year', is: 'at-least', value: 2026, not: true },
  { key: 'isPublic', is: 'present', not: false },
])

export const views: readonly View[] = [
  { name: 'sign-in', path: () => '/sign-in', isPublic: true },
  { name: 'register', path: () => '/register', isPublic: true },
  { name: 'set-up', path: () => '/setup', isPublic: true },
  { name: 'conversations', path: () => '/conversations' },
  { name: 'conversation-new', path: () => '/conversations/new' },
  { name: 'conversation', path: ({ conversationId }) => `/conversations/${conversationId}` },
  {
    name: 'conversation-menu',
    path: ({ conversationId }) => `/conversations/${conversationId}`,
    open: (page) => page.getByRole('main').getByRole('button', { name: 'More actions' }).last().click(),
  },
  {
    name: 'schedule-dialog',
    path: ({ conversationId }) => `/conversations/${conversationId}`,
    open: async (page) => {
      await page.getByRole('main').getByRole('button', { name: 'More actions' }).last().click()
      await page.getByRole('menuitem', { name: 'Schedule a message' }).click()
      await page.getByRole('dialog').waitFor()
    },
  },
  { name: 'inbox', path: () => '/inbox' },
  { name: 'inbox-empty', path: () => '/inbox?view=mine&state=snoozed' },
  { name: 'inbox-conversation', path: ({ inboxConversationId }) => `/inbox/${inboxConversationId}` },
  {
    name: 'inbox-note',
    path: ({ inboxConversationId }) => `/inbox/${inboxConversationId}`,
    open: (page) => page.keyboard.press('n'),
  },
  { name: 'agents', path: () => '/agents' },
  { name: 'agent-new', path: () => '/agents/new' },
  { name: 'agent', path: ({ agentId }) => `/agents/${agentId}` },
  {
    name: 'agent-menu',
    path: ({ agentId }) => `/agents/${agentId}`,
    open: (page) => page.getByRole('main').getByRole('button', { name: 'More actions' }).click(),
  },
  {
    name: 'agent-tried',
    path: ({ agentId }) => `/agents/${agentId}?pane=try`,
    open: async (page) => {
      await page.getByRole('textbox', { name: 'Ask a question' }).fill('When does the shop open?')
      await page.getByRole('button', { name: 'Send' }).click()
      await page.getByText('Answer complete.').waitFor({ state: 'attached' })
    },
  },
  { name: 'agent-versions', path: ({ agentId }) => `/agents/${agentId}/versions?from=1&to=2` },
  { name: 'agent-learning', path: ({ agentId }) => `/agents/${agentId}/learning` },
  { name: 'agent-proactive', path: ({ agentId }) => `/agents/${agentId}/proactive` },
  { name: 'agent-publish', path: ({ agentId }) => `/agents/${agentId}`, open: press('Publish') },
  { name: 'knowledge', path: () => '/knowledge' },
  { name: 'knowledge-base-dialog', path: () => '/knowledge', open: press('New knowledge base') },
  { name: 'knowledgeBase', path: ({ knowledgeBaseId }) => `/knowledge/${knowledgeBaseId}` },
  { name: 'knowledge-base-empty', path: ({ emptyKnowledgeBaseId }) => `/knowledge/${emptyKnowledgeBaseId}` },
  {
    name: 'knowledge-base-search',
    path: ({ knowledgeBaseId }) => `/knowledge/${knowledgeBaseId}?search=goods+returned`,
  },
  {
    name: 'knowledge-base-filter',
    path: ({ knowledgeBaseId }) =>
      `/knowledge/${knowledgeBaseId}?search=goods&where=${encodeURIComponent(narrow)}`,
    open: async (page) => {
      await page.getByRole('button', { name: 'Change', exact: true }).click()
      await page.getByRole('dialog').waitFor()
    },
  },
  {
    name: 'knowledge-base-edit',
    path: ({ knowledgeBaseId }) => `/knowledge/${knowledgeBaseId}`,
    open: async (page) => {
      await page.getByRole('main').getByRole('button', { name: 'More actions', exact: true }).click()
      await page.getByRole('menuitem', { name: 'Edit the knowledge base' }).click()
    },
  },
  { name: 'site-dialog', path: ({ knowledgeBaseId }) => `/knowledge/${knowledgeBaseId}`, open: addSite },
  {
    name: 'site-menu',
    path: ({ knowledgeBaseId }) => `/knowledge/${knowledgeBaseId}`,
    open: press(/^More actions: http/),
  },
  { name: 'site', path: ({ siteId }) => `/knowledge/sites/${siteId}` },
  { name: 'site-failed-pages', path: ({ siteId }) => `/knowledge/sites/${siteId}?show=failed` },
  {
    name: 'faq-entry-dialog',
    path: ({ knowledgeBaseId }) => `/knowledge/${knowledgeBaseId}`,
    open: press('Add a question'),
  },
  {
    name: 'faq-entry-import',
    path: ({ knowledgeBaseId }) => `/knowledge/${knowledgeBaseId}`,
    open: previewImport,
  },
  {
    name: 'knowledge-base-text',
    path: ({ knowledgeBaseId }) => `/knowledge/${knowledgeBaseId}`,
    open: press('Write text'),
  },
  { name: 'tests', path: ({ knowledgeBaseId }) => `/knowledge/${knowledgeBaseId}/tests` },
  {
    name: 'test-case-dialog',
    path: ({ knowledgeBaseId }) => `/knowledge/${knowledgeBaseId}/tests`,
    open: async (page) => {
      await press('Add a test case')(page)
      await page.getByRole('dialog').waitFor()
    },
  },
  { name: 'search-dictionary', path: () => '/knowledge/search-dictionary' },
  { name: 'unanswered', path: () => '/knowledge/unanswered' },
  { name: 'document', path: ({ documentId }) => `/knowledge/documents/${documentId}#passage=18-60` },
  {
    name: 'document-passages',
    path: ({ documentId }) => `/knowledge/documents/${documentId}?pane=passages`,
  },
  {
    name: 'passage-dialog',
    path: ({ documentId }) => `/knowledge/documents/${documentId}?pane=passages`,
    open: async (page) => {
      await press('More actions: 1')(page)
      await page.getByRole('menuitem', { name: 'Edit the passage' }).click()
      await page.getByRole('dialog').waitFor()
    },
  },
  {
    name: 'passage-apply',
    path: ({ documentId }) => `/knowledge/documents/${documentId}?pane=passages`,
    open: press('Apply to a passage'),
  },
  {
    name: 'metadata-dialog',
    path: ({ documentId }) => `/knowledge/documents/${documentId}`,
    open: press('Edit the metadata'),
  },
  ...settingsSections.map((section) => ({ name: `settings-${section}`, path: () => to.settings(section) })),
  { name: 'api-key-dialog', path: () => '/settings/api-keys', open: press('New key') },
  { name: 'invite-dialog', path: () => '/settings/members', open: press('Invite member') },
  { name: 'member-menu', path: () => '/settings/members', open: press(/^Actions for/) },
  { name: 'nowhere', path: ({ nobody }) => `/knowledge/documents/${nobody}` },
]
