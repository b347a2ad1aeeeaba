import { call, saveFile } from './call.js'
import {
  button,
  byId,
  counted,
  element,
  form,
  line,
  list,
  moment,
  nothing,
  notify,
  sure,
  trying,
} from './kit.js'
import { say } from './words.js'

let shown = ''

const removing = (name, path) => async () => {
  if (!(await sure(say('Delete “{0}”? This cannot be undone.', name)))) return
  await call('DELETE', path)
  notify(say('“{0}” was deleted.', name))
  await open(shown)
}

/** What each part of the page shows. */
export const parts = {
  async conversations() {
    const { conversations, stats } = await call('GET', '/conversations/?limit=200')
    const facts = say(
      '{0}, {1}, {2} archived',
      counted(stats.totalConversations, 'conversation'),
      counted(stats.totalMessages, 'message'),
      stats.archivedConversations,
    )
    const lines = conversations.map((one) =>
      line(
        one.title,
        `${counted(one.messageCount, 'message')} · ${moment(one.updatedAt)}${one.isArchived ? ` · ${say('archived')}` : ''}`,
        button(say('Read'), () => readConversation(one)),
        button(say('Delete'), removing(one.title, `/conversations/${one.id}/`), 'danger'),
      ),
    )
    return [
      element('p', { className: 'facts', words: facts }),
      list(lines, say('Nobody has said anything yet.')),
    ]
  },
  async projects() {
    const { projects } = await call('GET', '/projects/')
    const lines = projects.map((one) =>
      line(
        one.name,
        one.description || say('No description'),
        button(say('Delete'), removing(one.name, `/projects/${one.id}/`), 'danger'),
      ),
    )
    const adding = form(
      [
        { name: 'name', label: say('Name'), required: '', maxlength: '100' },
        { name: 'description', label: say('Description'), maxlength: '2000' },
      ],
      say('Add project'),
      async (data) => {
        await call('POST', '/projects/', Object.fromEntries(data))
        await open('projects')
      },
    )
    return [adding, list(lines, say('There is no project yet.'))]
  },
  async sources() {
    const { sources } = await call('GET', '/rag/knowledge-sources')
    const { documents } = await call('GET', '/rag/documents')
    const info = await call('GET', '/rag/info')
    const blocks = sources.map((source) => sourceBlock(source, documents))
    const adding = form(
      [{ name: 'name', label: say('Name of a new source'), required: '', maxlength: '100' }],
      say('Add source'),
      async (data) => {
        await call('POST', '/rag/knowledge-sources', { name: data.get('name'), sourceType: 'manual' })
        await open('sources')
      },
    )
    const facts = say(
      info.embedding.isConfigured
        ? '{0} in {1}, found by words and by meaning ({2})'
        : '{0} in {1}, found by words',
      counted(info.database.documentsCount, 'document'),
      counted(info.database.chunksCount, 'passage'),
      info.embedding.defaultModel,
    )
    return [
      element('p', { className: 'facts', words: facts }),
      adding,
      ...(blocks.length > 0 ? blocks : [nothing(say('There is no source yet.'))]),
    ]
  },
  async servers() {
    const servers = await call('GET', '/mcp/servers')
    const lines = servers.map((one) =>
      line(
        one.name,
        `${one.url} · ${one.connected ? counted(one.tool_count, 'tool') : say('not reached ({0})', say(one.error ?? 'not tried yet'))}`,
        button(say('Look again'), async () => {
          const { synced_count: count } = await call('POST', `/mcp/servers/${one.id}/sync_tools/`)
          notify(say('{0} can be used.', counted(count, 'tool')))
          await open('servers')
        }),
        button(say('Delete'), removing(one.name, `/mcp/servers/${one.id}`), 'danger'),
      ),
    )
    const adding = form(
      [
        { name: 'name', label: say('Name'), required: '', maxlength: '100' },
        {
          name: 'url',
          label: say('Address'),
          type: 'url',
          required: '',
          placeholder: 'https://tools.example.com/mcp',
        },
        { name: 'api_key', label: say('Key, where it wants one'), type: 'password', autocomplete: 'off' },
      ],
      say('Add server'),
      async (data) => {
        const { connected, error } = await call('POST', '/mcp/servers/', Object.fromEntries(data))
        notify(
          connected
            ? say('The server was added.')
            : say('The server was added, but not reached: {0}.', error),
        )
        await open('servers')
      },
    )
    return [
      adding,
      list(lines, say('There is no tool server yet. Programs are named by the operator of Parley alone.')),
    ]
  },
  async users() {
    const { users } = await call('GET', '/users/')
    const standing = (one, isSuspended) => async () => {
      await call('PUT', `/users/${one.id}/`, { isSuspended })
      await open('users')
    }
    const lines = users.map((one) =>
      line(
        one.name,
        `${one.email} · ${say(one.role.replace('_', ' '))} · ${one.isSuspended ? say('suspended') : one.lastSeenAt ? moment(one.lastSeenAt) : say('never seen')}`,
        one.isSuspended
          ? button(say('Let in again'), standing(one, false))
          : button(say('Suspend'), standing(one, true), 'danger'),
      ),
    )
    const adding = form(
      [
        { name: 'email', label: say('E-mail address'), type: 'email', required: '' },
        { name: 'name', label: say('Name'), required: '', maxlength: '100' },
        {
          name: 'password',
          label: say('Password'),
          type: 'password',
          required: '',
          autocomplete: 'new-password',
        },
      ],
      say('Add user'),
      async (data) => {
        await call('POST', '/users/', Object.fromEntries(data))
        await open('users')
      },
    )
    return [
      element('p', { className: 'facts', words: counted(users.length, 'user') }),
      adding,
      list(lines, say('Nobody has an account.')),
    ]
  },
  async settings() {
    const { openai, rag } = await call('GET', '/settings/')
    const providing = form(
      [
        { name: 'baseUrl', label: say('Address of the provider'), type: 'url', value: openai.baseUrl },
        {
          name: 'apiKey',
          label: say('Key'),
          type: 'password',
          autocomplete: 'off',
          placeholder: openai.apiKey || say('none is set here'),
        },
        { name: 'model', label: say('Model'), value: openai.model, list: 'models' },
      ],
      say('Save'),
      async (data) => {
        const { message } = await call('PUT', '/settings/', { openai: Object.fromEntries(data) })
        notify(say(message))
        await open('settings')
      },
    )
    const models = element(
      'datalist',
      { id: 'models' },
      ...openai.availableModels.map((value) => element('option', { value })),
    )
    const embedding = rag.embedding.isConfigured
      ? say('Documents are found by meaning, too, with {0}.', rag.embedding.model)
      : say('Documents are found by their words alone.')
    const facts = openai.isConfigured
      ? say('A model is connected.')
      : say('No model is connected: the offline one answers.')
    const resetting = button(say('Back to the defaults'), async () => {
      await call('POST', '/settings/reset/')
      notify(say('The settings are as they were at first.'))
      await open('settings')
    })
    return [
      element('p', { className: 'facts', words: facts }),
      providing,
      models,
      element('p', { className: 'facts', words: embedding }),
      element('div', { className: 'row' }, resetting),
    ]
  },
}

function sourceBlock(source, documents) {
  const own = documents.filter((one) => one.knowledgeSourceId === source.id)
  const lines = own.map((one) =>
    line(
      one.title,
      `${say('{0} bytes', one.fileSize)} · ${say(one.status)} · ${moment(one.updatedAt)}`,
      button(say('Delete'), removing(one.title, `/rag/documents/${one.id}`), 'danger'),
    ),
  )
  const file = element('input', { type: 'file', 'aria-label': say('Add a document to {0}', source.name) })
  file.addEventListener(
    'change',
    trying(async () => {
      const data = new FormData()
      data.set('knowledgeSourceId', source.id)
      data.set('file', file.files[0])
      notify(say('The document is being read…'))
      const { chunksCreated } = await call('POST', '/rag/ingest/file/', data)
      notify(say('The document was read: {0}.', counted(chunksCreated, 'passage')))
      await open('sources')
    }),
  )
  const head = element(
    'div',
    { className: 'row head' },
    element('h3', { words: source.name }),
    button(say('Delete'), removing(source.name, `/rag/knowledge-sources/${source.id}`), 'danger'),
  )
  return element('section', { className: 'card' }, head, list(lines, say('No document is in it yet.')), file)
}

async function readConversation({ id, title }) {
  const { messages } = await call('GET', `/conversations/${id}/messages/`)
  const said = messages.map(({ role, content, createdAt, metadata }) =>
    element(
      'li',
      { className: role },
      element('span', { className: 'who', words: `${say(role)} · ${moment(createdAt)}` }),
      element('p', { words: content }),
      ...(metadata?.attachments ?? []).map((one) =>
        button(say('Download {0}', one.name), () => saveFile(one.url)),
      ),
    ),
  )
  byId('part').replaceChildren(
    element(
      'div',
      { className: 'row head' },
      element('h2', { words: title }),
      button(say('Back'), () => open('conversations')),
    ),
    said.length > 0 ? element('ol', { className: 'said' }, ...said) : nothing(say('Nothing was said yet.')),
  )
  byId('part').focus()
}

export async function open(name) {
  const before = shown
  shown = name
  for (const one of document.querySelectorAll('[data-part]'))
    if (one.dataset.part === name) one.setAttribute('aria-current', 'page')
    else one.removeAttribute('aria-current')
  const title = document.querySelector(`[data-part="${name}"]`).textContent
  if (before !== name) part.replaceChildren(element('p', { className: 'empty', words: say('Loading…') }))
  const content = await parts[name]()
  if (shown !== name) return
  byId('part').replaceChildren(element('h2', { words: title }), ...content)
  location.hash = name
}

export function leave() {
  byId('part').replaceChildren()
  shown = ''
}
