import type { Page } from 'playwright-core'
import { settingsSections, to } from '../../../../console/src/routing/route.ts'
import type { Stage } from './stage.ts'

/** One thing to look at. A new room adds its lines below, and is then looked at in every width and light. */
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
  await page.getByRole('combobox', { name: 'What is read' }).click()
  await page.getByRole('option', { name: /it leads to/ }).click()
  await page.getByRole('combobox', { name: 'Read again' }).click()
  await page.getByRole('option', { name: /of your own/ }).click()
}

async function previewImport(page: Page): Promise<void> {
  await press('More actions: Questions and answers')(page)
  await page.getByRole('menuitem', { name: 'Import from CSV' }).click()
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
    name: 'plan-dialog',
    path: ({ conversationId }) => `/conversations/${conversationId}`,
    open: async (page) => {
      await page.getByRole('main').getByRole('button', { name: 'More actions' }).last().click()
      await page.getByRole('menuitem', { name: 'Plan a message' }).click()
      await page.getByRole('dialog').waitFor()
    },
  },
  { name: 'inbox', path: () => '/inbox' },
  { name: 'inbox-empty', path: () => '/inbox?tab=mine&state=snoozed' },
  { name: 'inbox-conversation', path: ({ deskConversationId }) => `/inbox/${deskConversationId}` },
  {
    name: 'inbox-note',
    path: ({ deskConversationId }) => `/inbox/${deskConversationId}`,
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
      await page.getByText('The answer is finished.').waitFor({ state: 'attached' })
    },
  },
  { name: 'agent-versions', path: ({ agentId }) => `/agents/${agentId}/versions?from=1&to=2` },
  { name: 'agent-learning', path: ({ agentId }) => `/agents/${agentId}/learning` },
  { name: 'agent-initiative', path: ({ agentId }) => `/agents/${agentId}/initiative` },
  { name: 'agent-publish', path: ({ agentId }) => `/agents/${agentId}`, open: press('Publish') },
  { name: 'knowledge', path: () => '/knowledge' },
  { name: 'source-dialog', path: () => '/knowledge', open: press('New source') },
  { name: 'source', path: ({ sourceId }) => `/knowledge/${sourceId}` },
  { name: 'source-empty', path: ({ emptySourceId }) => `/knowledge/${emptySourceId}` },
  { name: 'source-search', path: ({ sourceId }) => `/knowledge/${sourceId}?search=goods+returned` },
  {
    name: 'source-filter',
    path: ({ sourceId }) => `/knowledge/${sourceId}?search=goods&where=${encodeURIComponent(narrow)}`,
    open: async (page) => {
      await page.getByRole('button', { name: 'Change', exact: true }).click()
      await page.getByRole('dialog').waitFor()
    },
  },
  {
    name: 'source-edit',
    path: ({ sourceId }) => `/knowledge/${sourceId}`,
    open: async (page) => {
      await page.getByRole('main').getByRole('button', { name: 'More actions', exact: true }).click()
      await page.getByRole('menuitem', { name: 'Edit the source' }).click()
    },
  },
  { name: 'site-dialog', path: ({ sourceId }) => `/knowledge/${sourceId}`, open: addSite },
  {
    name: 'site-menu',
    path: ({ sourceId }) => `/knowledge/${sourceId}`,
    open: press(/^More actions: http/),
  },
  { name: 'site', path: ({ siteId }) => `/knowledge/sites/${siteId}` },
  { name: 'site-failed-pages', path: ({ siteId }) => `/knowledge/sites/${siteId}?show=failed` },
  { name: 'pair-dialog', path: ({ sourceId }) => `/knowledge/${sourceId}`, open: press('Add a question') },
  { name: 'pair-import', path: ({ sourceId }) => `/knowledge/${sourceId}`, open: previewImport },
  { name: 'source-text', path: ({ sourceId }) => `/knowledge/${sourceId}`, open: press('Write text') },
  { name: 'tests', path: ({ sourceId }) => `/knowledge/${sourceId}/tests` },
  {
    name: 'test-question-dialog',
    path: ({ sourceId }) => `/knowledge/${sourceId}/tests`,
    open: async (page) => {
      await press('Add a question')(page)
      await page.getByRole('dialog').waitFor()
    },
  },
  { name: 'dictionary', path: () => '/knowledge/dictionary' },
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
    open: press('Put it on a passage'),
  },
  {
    name: 'metadata-dialog',
    path: ({ documentId }) => `/knowledge/documents/${documentId}`,
    open: press('Edit the metadata'),
  },
  ...settingsSections.map((section) => ({ name: `settings-${section}`, path: () => to.settings(section) })),
  { name: 'api-key-dialog', path: () => '/settings/api-keys', open: press('New key') },
  { name: 'invite-dialog', path: () => '/settings/members', open: press('Invite somebody') },
  { name: 'member-menu', path: () => '/settings/members', open: press(/^Actions for/) },
  { name: 'nowhere', path: ({ nobody }) => `/knowledge/documents/${nobody}` },
]
