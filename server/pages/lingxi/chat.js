'use strict'
const root = document.documentElement.dataset.root
const byId = (id) => document.getElementById(id)
const [log, list, input, send] = ['chat-messages', 'session-list', 'message-input', 'send-button'].map(byId)
const settings = byId('settings-modal')
const KEPT = 'lingxi.tokens'
const [NEWS_MS, SUGGESTION_MS, SHOWN_MS, PART_MS, UNDO_MS] = [30_000, 300_000, 2_000, 300, 6_000]

let tokens = JSON.parse(sessionStorage.getItem(KEPT) ?? 'null')
let current = null
let leaving = null

function keep(next) {
  tokens = next
  if (next) sessionStorage.setItem(KEPT, JSON.stringify(next))
  else sessionStorage.removeItem(KEPT)
}

const ask = (method, path, form) =>
  fetch(root + path, {
    method,
    headers: tokens ? { authorization: `Bearer ${tokens.access}` } : {},
    body: form && new URLSearchParams(form),
  })

async function refresh() {
  const response = await fetch(`${root}/api/auth/refresh/`, {
    method: 'POST',
    body: new URLSearchParams({ refresh: tokens.refresh }),
  })
  if (!response.ok) throw signedOut()
  keep({ ...tokens, ...(await response.json()) })
}

function signedOut() {
  keep(null)
  showRoom(false)
  return new Error(say('Please sign in.'))
}

async function call(method, path, form) {
  let response = await ask(method, path, form)
  if (response.status === 401 && tokens) {
    await refresh()
    response = await ask(method, path, form)
  }
  if (response.status === 401) throw signedOut()
  const answer = await response.json().catch(() => ({}))
  if (!response.ok)
    throw new Error(answer.error ?? answer.detail ?? `The server answered ${response.status}.`)
  return answer
}

// What people and models wrote is only ever set as text.
function element(tag, className, words = '') {
  const made = document.createElement(tag)
  made.className = className
  made.textContent = words
  return made
}

function show(who, words, isNew = false) {
  log.querySelector('.empty')?.remove()
  const line = element('p', who, words)
  if (isNew) line.dataset.new = say('New')
  log.append(line)
  line.scrollIntoView({ block: 'end' })
  return line
}

const complain = (error) => notify(error.message)
const trying = (work) => (event) => Promise.resolve(work(event)).catch(complain)

let undoLast = null
function notify(words, undo = null) {
  byId('notice-text').textContent = words
  byId('notice-undo').hidden = undo === null
  undoLast = undo
  byId('notice').hidden = false
  clearTimeout(notify.timer)
  notify.timer = setTimeout(() => {
    byId('notice').hidden = true
  }, UNDO_MS)
}

async function listSessions() {
  const { sessions } = await call('GET', '/api/sessions/list')
  const shown = sessions.filter(({ id }) => id !== leaving?.id)
  list.replaceChildren(...shown.map(lineOf))
  byId('session-title').textContent =
    shown.find(({ id }) => id === current)?.summary ?? say('New conversation')
  return shown
}

function lineOf({ id, summary, unread_count: unread }) {
  const line = element('li', '')
  const open = element('button', 'open', summary)
  open.type = 'button'
  if (id === current) open.setAttribute('aria-current', 'true')
  if (unread > 0 && id !== current) {
    const badge = element('span', 'unread', String(unread))
    badge.setAttribute('aria-label', `${unread} unread`)
    open.append(' ', badge)
  }
  open.addEventListener(
    'click',
    trying(() => openSession(id)),
  )
  line.append(open)
  return line
}

async function openSession(id) {
  current = id
  const history = id === null ? { messages: [] } : await call('GET', `/api/sessions/${id}/history`)
  if (id !== current) return
  log.replaceChildren()
  if (history.messages.length === 0)
    log.append(element('p', 'empty', say('Say hello: your companion answers.')))
  for (const { is_user: isUser, message, was_unread: isNew } of history.messages)
    show(isUser ? 'user' : 'agent', message, isNew)
  byId('delete-session-btn').hidden = id === null
  byId('suggestion').hidden = true
  await listSessions()
  input.focus()
}

async function tell(message) {
  show('user', message)
  const waiting = show('waiting', say('Thinking…'))
  try {
    const answer = await call('POST', '/handle_user_input', { message, session_id: current ?? '' })
    waiting.remove()
    current = answer.session_id
    byId('delete-session-btn').hidden = false
    const parts = answer.messages ?? [{ message: answer.response }]
    for (const [at, part] of parts.entries()) {
      if (at > 0) await new Promise((done) => setTimeout(done, PART_MS))
      show('agent', part.message)
    }
    if (answer.personality_suggestion_available) await lookForSuggestion()
    setTimeout(
      trying(() => acknowledge(answer.session_id)),
      SHOWN_MS,
    )
  } catch (error) {
    waiting.remove()
    throw error
  } finally {
    if (tokens) await listSessions().catch(() => {})
  }
}

const acknowledge = async (id) => {
  if (!tokens) return
  await call('POST', `/api/sessions/${id}/acknowledge-messages`)
  await listSessions()
}

async function lookForNews() {
  if (!tokens || current === null || document.hidden) return
  const id = current
  const { new_messages: news } = await call('GET', `/api/sessions/${id}/new-messages`)
  if (id !== current || news.length === 0) return
  for (const { message } of news) show('agent', message, true)
  setTimeout(
    trying(() => acknowledge(id)),
    SHOWN_MS,
  )
}

async function lookForSuggestion() {
  if (!tokens || current === null || document.hidden) return
  const { suggestion } = await call('GET', `/api/sessions/${current}/personality-suggestion`)
  byId('suggestion').hidden = suggestion === null
  byId('suggestion-reason').textContent = suggestion?.reason ?? ''
  byId('suggestion-text').textContent = suggestion?.suggested_personality ?? ''
}

async function settleSuggestion(what, form) {
  await call('POST', `/api/sessions/${current}/personality-${what}`, form)
  byId('suggestion').hidden = true
}

// A deleted session goes for good a moment later, so that it can be had back.
function deleteSession() {
  commitDelete()
  const id = current
  leaving = { id, timer: setTimeout(commitDelete, UNDO_MS) }
  notify(say('The conversation was deleted.'), () => {
    clearTimeout(leaving?.timer)
    leaving = null
    openSession(id).catch(complain)
  })
  return openSession(null)
}

function commitDelete() {
  if (!leaving || !tokens) return
  const { id, timer } = leaving
  clearTimeout(timer)
  leaving = null
  fetch(`${root}/api/sessions/${id}/delete`, {
    method: 'POST',
    keepalive: true,
    headers: { authorization: `Bearer ${tokens.access}` },
  }).catch(complain)
}

async function openSettings() {
  const { personality_prompt: prompt } = await call('GET', '/api/personality/get')
  byId('personality-prompt-input').value = prompt
  settings.showModal()
}

async function saveSettings(prompt) {
  await call('POST', '/api/personality/update', { personality_prompt: prompt })
  settings.close()
  notify(say('Saved.'))
}

async function exportData() {
  const response = await ask('GET', '/api/export/data')
  if (!response.ok) throw new Error(say('The export could not be made.'))
  const name = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1]
  const link = element('a', '')
  link.href = URL.createObjectURL(await response.blob())
  link.download = name ?? 'lingxi_export.json'
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), SHOWN_MS)
}

function showRoom(isOpen) {
  byId('room').hidden = !isOpen
  byId('sign-in').hidden = isOpen
  if (!isOpen && settings.open) settings.close()
  if (!isOpen) byId('username').focus()
}

async function start() {
  showRoom(tokens !== null)
  if (!tokens) return
  const [newest] = await listSessions()
  await openSession(newest?.id ?? null)
}

byId('sign-in').addEventListener('submit', async (event) => {
  event.preventDefault()
  const problem = byId('sign-in-problem')
  problem.textContent = ''
  const form = { username: byId('username').value, password: byId('password').value }
  const response = await ask('POST', '/api/auth/login/', form).catch(() => null)
  const answer = (await response?.json().catch(() => null)) ?? {}
  if (!response?.ok) {
    problem.textContent = answer.detail ?? say('The server does not answer. Try again in a moment.')
    return
  }
  byId('password').value = ''
  keep(answer)
  await start().catch(complain)
})
byId('compose').addEventListener('submit', async (event) => {
  event.preventDefault()
  const message = input.value.trim()
  if (message === '' || send.disabled) return
  input.value = ''
  input.style.height = ''
  send.disabled = true
  await tell(message).catch((error) => {
    input.value = message
    complain(error)
  })
  send.disabled = false
  input.focus()
})
input.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
  event.preventDefault()
  byId('compose').requestSubmit()
})
input.addEventListener('input', () => {
  input.style.height = 'auto'
  input.style.height = `${input.scrollHeight}px`
})
const clicks = {
  'new-session-btn': () => openSession(null),
  'delete-session-btn': deleteSession,
  'settings-btn': openSettings,
  'save-settings-btn': () => saveSettings(byId('personality-prompt-input').value),
  'clear-settings-btn': () => saveSettings(''),
  'export-data-btn': exportData,
  'sign-out-btn': signedOut,
  'suggestion-apply': () =>
    settleSuggestion('update', { suggested_personality: byId('suggestion-text').textContent }),
  'suggestion-dismiss': () => settleSuggestion('dismiss'),
}
for (const [id, work] of Object.entries(clicks)) byId(id).addEventListener('click', trying(work))
settings.querySelector('.close').addEventListener('click', () => settings.close())
byId('notice-undo').addEventListener('click', () => {
  byId('notice').hidden = true
  undoLast?.()
})
addEventListener('pagehide', commitDelete)
setInterval(trying(lookForNews), NEWS_MS)
setInterval(trying(lookForSuggestion), SUGGESTION_MS)
start().catch(complain)
