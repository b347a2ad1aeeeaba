'use strict'
const root = document.documentElement.dataset.root
const byId = (id) => document.getElementById(id)
const part = byId('part')
const KEPT = 'mini-chatbox.admin'
const NOTICE_MS = 6_000

let token = sessionStorage.getItem(KEPT)
let shown = ''

function keep(next) {
  token = next
  if (next) sessionStorage.setItem(KEPT, next)
  else sessionStorage.removeItem(KEPT)
}

async function call(method, path, body) {
  const isForm = body instanceof FormData
  const response = await fetch(`${root}/admin/api${path}`, {
    method,
    headers: {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(body && !isForm && { 'content-type': 'application/json' }),
    },
    body: body && (isForm ? body : JSON.stringify(body)),
  })
  const answer = await response.json().catch(() => ({}))
  if (response.status === 401 && token) {
    keep(null)
    showRoom(false)
  }
  if (!response.ok) throw new Error(answer.error ?? `The server answered ${response.status}.`)
  return answer
}

// What people and models wrote is only ever set as text.
function element(tag, { className = '', words = '', ...facts } = {}, ...children) {
  const made = document.createElement(tag)
  if (className) made.className = className
  if (words) made.textContent = words
  for (const [name, value] of Object.entries(facts)) made.setAttribute(name, value)
  made.append(...children)
  return made
}

function notify(words) {
  byId('notice').textContent = words
  byId('notice').hidden = false
  clearTimeout(notify.timer)
  notify.timer = setTimeout(() => {
    byId('notice').hidden = true
  }, NOTICE_MS)
}
const complain = (error) => notify(error.message)
const trying = (work) => (event) => {
  event?.preventDefault()
  return Promise.resolve()
    .then(() => work(event))
    .catch(complain)
}

function button(words, work, className = '') {
  const made = element('button', { words, className, type: 'button' })
  made.addEventListener('click', trying(work))
  return made
}

function sure(words) {
  byId('asking-words').textContent = words
  byId('asking').returnValue = 'no'
  byId('asking').showModal()
  return new Promise((decided) => {
    byId('asking').addEventListener('close', () => decided(byId('asking').returnValue === 'yes'), {
      once: true,
    })
  })
}

const removing = (name, path) => async () => {
  if (!(await sure(`Delete “${name}”? This cannot be undone.`))) return
  await call('DELETE', path)
  notify(`“${name}” was deleted.`)
  await open(shown)
}

const counted = (count, thing) => `${count} ${thing}${count === 1 ? '' : 's'}`
const moment = (instant) => new Date(instant).toLocaleString([], { dateStyle: 'medium', timeStyle: 'short' })
const nothing = (words) => element('p', { className: 'empty', words })
const line = (title, facts, ...actions) =>
  element(
    'li',
    {},
    element(
      'div',
      { className: 'words' },
      element('strong', { words: title }),
      element('span', { words: facts }),
    ),
    element('div', { className: 'row' }, ...actions),
  )
const list = (lines, empty) =>
  lines.length > 0 ? element('ul', { className: 'lines' }, ...lines) : nothing(empty)

function form(fields, words, work) {
  const inputs = fields.map(({ name, label, ...facts }) => {
    const input = element('input', { name, ...facts })
    return element('label', { words: `${label} ` }, input)
  })
  const made = element(
    'form',
    { className: 'card' },
    ...inputs,
    element('button', { words, className: 'main' }),
  )
  made.addEventListener(
    'submit',
    trying(async () => {
      const send = made.querySelector('button')
      send.disabled = true
      try {
        await work(new FormData(made), made)
      } finally {
        send.disabled = false
      }
    }),
  )
  return made
}

const parts = {
  async conversations() {
    const { conversations, stats } = await call('GET', '/conversations/?limit=200')
    const facts = `${counted(stats.totalConversations, 'conversation')}, ${counted(stats.totalMessages, 'message')}, ${stats.archivedConversations} archived`
    const lines = conversations.map((one) =>
      line(
        one.title,
        `${counted(one.messageCount, 'message')} · ${moment(one.updatedAt)}${one.isArchived ? ' · archived' : ''}`,
        button('Read', () => readConversation(one)),
        button('Delete', removing(one.title, `/conversations/${one.id}/`), 'danger'),
      ),
    )
    return [element('p', { className: 'facts', words: facts }), list(lines, 'Nobody has said anything yet.')]
  },
  async projects() {
    const { projects } = await call('GET', '/projects/')
    const lines = projects.map((one) =>
      line(
        one.name,
        one.description || 'No description',
        button('Delete', removing(one.name, `/projects/${one.id}/`), 'danger'),
      ),
    )
    const adding = form(
      [
        { name: 'name', label: 'Name', required: '', maxlength: '100' },
        { name: 'description', label: 'Description', maxlength: '2000' },
      ],
      'Add project',
      async (data) => {
        await call('POST', '/projects/', Object.fromEntries(data))
        await open('projects')
      },
    )
    return [adding, list(lines, 'There is no project yet.')]
  },
  async sources() {
    const { sources } = await call('GET', '/rag/knowledge-sources')
    const { documents } = await call('GET', '/rag/documents')
    const info = await call('GET', '/rag/info')
    const blocks = sources.map((source) => sourceBlock(source, documents))
    const adding = form(
      [{ name: 'name', label: 'Name of a new source', required: '', maxlength: '100' }],
      'Add source',
      async (data) => {
        await call('POST', '/rag/knowledge-sources', { name: data.get('name'), sourceType: 'manual' })
        await open('sources')
      },
    )
    const facts = `${counted(info.database.documentsCount, 'document')} in ${counted(info.database.chunksCount, 'passage')}, found ${
      info.embedding.isConfigured ? `by words and by meaning (${info.embedding.defaultModel})` : 'by words'
    }`
    return [
      element('p', { className: 'facts', words: facts }),
      adding,
      ...(blocks.length > 0 ? blocks : [nothing('There is no source yet.')]),
    ]
  },
  async servers() {
    const servers = await call('GET', '/mcp/servers')
    const lines = servers.map((one) =>
      line(
        one.name,
        `${one.url} · ${one.connected ? counted(one.tool_count, 'tool') : `not reached (${one.error ?? 'not tried yet'})`}`,
        button('Look again', async () => {
          const { synced_count: count } = await call('POST', `/mcp/servers/${one.id}/sync_tools/`)
          notify(`${counted(count, 'tool')} can be used.`)
          await open('servers')
        }),
        button('Delete', removing(one.name, `/mcp/servers/${one.id}`), 'danger'),
      ),
    )
    const adding = form(
      [
        { name: 'name', label: 'Name', required: '', maxlength: '100' },
        {
          name: 'url',
          label: 'Address',
          type: 'url',
          required: '',
          placeholder: 'https://tools.example.com/mcp',
        },
        { name: 'api_key', label: 'Key, where it wants one', type: 'password', autocomplete: 'off' },
      ],
      'Add server',
      async (data) => {
        const { connected, error } = await call('POST', '/mcp/servers/', Object.fromEntries(data))
        notify(connected ? 'The server was added.' : `The server was added, but not reached: ${error}.`)
        await open('servers')
      },
    )
    return [
      adding,
      list(lines, 'There is no tool server yet. Programs are named by the operator of Parley alone.'),
    ]
  },
  async settings() {
    const { openai, rag } = await call('GET', '/settings/')
    const providing = form(
      [
        { name: 'baseUrl', label: 'Address of the provider', type: 'url', value: openai.baseUrl },
        {
          name: 'apiKey',
          label: 'Key',
          type: 'password',
          autocomplete: 'off',
          placeholder: openai.apiKey || 'none is set here',
        },
        { name: 'model', label: 'Model', value: openai.model, list: 'models' },
      ],
      'Save',
      async (data) => {
        const { message } = await call('PUT', '/settings/', { openai: Object.fromEntries(data) })
        notify(message)
        await open('settings')
      },
    )
    const models = element(
      'datalist',
      { id: 'models' },
      ...openai.availableModels.map((value) => element('option', { value })),
    )
    const embedding = rag.embedding.isConfigured
      ? `Documents are found by meaning, too, with ${rag.embedding.model}.`
      : 'Documents are found by their words alone.'
    const facts = openai.isConfigured
      ? 'A model is connected.'
      : 'No model is connected: the offline one answers.'
    const resetting = button('Back to the defaults', async () => {
      await call('POST', '/settings/reset/')
      notify('The settings are as they were at first.')
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
      `${one.fileSize} bytes · ${one.status} · ${moment(one.updatedAt)}`,
      button('Delete', removing(one.title, `/rag/documents/${one.id}`), 'danger'),
    ),
  )
  const file = element('input', { type: 'file', 'aria-label': `Add a document to ${source.name}` })
  file.addEventListener(
    'change',
    trying(async () => {
      const data = new FormData()
      data.set('knowledgeSourceId', source.id)
      data.set('file', file.files[0])
      notify('The document is being read…')
      const { chunksCreated } = await call('POST', '/rag/ingest/file/', data)
      notify(`The document was read: ${counted(chunksCreated, 'passage')}.`)
      await open('sources')
    }),
  )
  const head = element(
    'div',
    { className: 'row head' },
    element('h3', { words: source.name }),
    button('Delete', removing(source.name, `/rag/knowledge-sources/${source.id}`), 'danger'),
  )
  return element('section', { className: 'card' }, head, list(lines, 'No document is in it yet.'), file)
}

async function readConversation({ id, title }) {
  const { messages } = await call('GET', `/conversations/${id}/messages/`)
  const said = messages.map(({ role, content, createdAt }) =>
    element(
      'li',
      { className: role },
      element('span', { className: 'who', words: `${role} · ${moment(createdAt)}` }),
      element('p', { words: content }),
    ),
  )
  part.replaceChildren(
    element(
      'div',
      { className: 'row head' },
      element('h2', { words: title }),
      button('Back', () => open('conversations')),
    ),
    said.length > 0 ? element('ol', { className: 'said' }, ...said) : nothing('Nothing was said yet.'),
  )
  part.focus()
}

async function open(name) {
  const before = shown
  shown = name
  for (const one of document.querySelectorAll('[data-part]'))
    if (one.dataset.part === name) one.setAttribute('aria-current', 'page')
    else one.removeAttribute('aria-current')
  const title = document.querySelector(`[data-part="${name}"]`).textContent
  if (before !== name) part.replaceChildren(element('p', { className: 'empty', words: 'Loading…' }))
  const content = await parts[name]()
  if (shown !== name) return
  part.replaceChildren(element('h2', { words: title }), ...content)
  location.hash = name
}

function showRoom(isIn) {
  byId('entrance').hidden = isIn
  byId('room').hidden = !isIn
  if (isIn)
    trying(() =>
      open(Object.hasOwn(parts, location.hash.slice(1)) ? location.hash.slice(1) : 'conversations'),
    )()
  else byId('username').focus()
}

byId('sign-in').addEventListener('submit', async (event) => {
  event.preventDefault()
  byId('sign-in-problem').textContent = ''
  try {
    const { token: next } = await call('POST', '/sign-in/', Object.fromEntries(new FormData(event.target)))
    keep(next)
    // Whoever may not see anything here is told at once.
    await call('GET', '/conversations/?limit=1')
    event.target.reset()
    showRoom(true)
  } catch (error) {
    keep(null)
    byId('sign-in-problem').textContent = error.message
  }
})
byId('sign-out').addEventListener('click', () => {
  keep(null)
  part.replaceChildren()
  shown = ''
  showRoom(false)
})
for (const one of document.querySelectorAll('[data-part]'))
  one.addEventListener(
    'click',
    trying(() => open(one.dataset.part)),
  )
showRoom(token !== null)
