'use strict'
const byId = (id) => document.getElementById(id)
const [list, log, composer, unlock, text] = ['sessions', 'messages', 'compose', 'unlock', 'text'].map(byId)
// The page may lie at the root of a port or below a path, with or without its last slash.
const root = location.pathname.replace(/\/?$/, '/')
let token = ''
let current = null

async function call(method, path, body) {
  const response = await fetch(root + path, {
    method,
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: body && JSON.stringify(body),
  })
  const answer = await response.json().catch(() => ({ detail: `HTTP ${response.status}` }))
  if (response.ok) return answer
  askForToken(response.status === 401)
  if (response.status === 401)
    throw new Error(token ? '访问令牌无效，请重新输入。' : '请先在下方输入访问令牌。')
  throw new Error(reason(answer.detail))
}

function reason(detail) {
  if (typeof detail === 'string') return detail
  if (Array.isArray(detail)) return detail.map((issue) => issue.msg).join('\n')
  return detail?.content ?? '请求失败'
}

function askForToken(isNeeded) {
  unlock.hidden = !isNeeded
  composer.hidden = isNeeded
}

// What people and models wrote is only ever set as text.
function element(tag, className, words) {
  const made = document.createElement(tag)
  made.className = className
  made.textContent = words
  return made
}

function show(source, words, thought) {
  log.querySelector('.empty')?.remove()
  if (thought) {
    const details = element('details', '', thought)
    details.prepend(element('summary', '', '思考过程'))
    log.append(details)
  }
  const line = element('p', ['user', 'assistant', 'error'].includes(source) ? source : 'system', words)
  log.append(line)
  line.scrollIntoView({ block: 'end' })
  return line
}

const complain = (error) => show('error', error.message)

async function listSessions() {
  const sessions = await call('GET', 'api/sessions?limit=100')
  askForToken(false)
  list.replaceChildren(...sessions.map(sessionLine))
  return sessions
}

function sessionLine(session) {
  const line = element('li', session.id === current ? 'current' : '', '')
  const open = element('button', 'open', session.name)
  open.title = `${session.name} · ${session.message_count} 条消息`
  open.addEventListener('click', () => openSession(session.id).catch(complain))
  const drop = element('button', 'drop', '✕')
  drop.setAttribute('aria-label', `删除会话 ${session.name}`)
  drop.addEventListener('click', () => dropSession(session).catch(complain))
  line.append(open, drop)
  return line
}

async function openSession(id) {
  current = id
  await listSessions()
  const history = id === null ? [] : await call('GET', `api/sessions/${id}/history?limit=1000`)
  if (id !== current) return
  log.replaceChildren(...(history.length === 0 ? [element('p', 'empty', '有什么可以帮您？')] : []))
  for (const { source, content, thought } of history) show(source, content, thought)
  text.focus()
}

async function newSession() {
  const { id } = await call('POST', 'api/sessions')
  await openSession(id)
}

async function dropSession({ id, name }) {
  if (!confirm(`删除会话“${name}”？`)) return
  await call('DELETE', `api/sessions/${id}`)
  await start(current === id ? null : current)
}

async function start(wanted = null) {
  const [newest] = await listSessions()
  await openSession(wanted ?? newest?.id ?? null)
}

async function send(content) {
  if (current === null) await newSession()
  const session = current
  const question = show('user', content)
  const waiting = show('system', '正在回复……')
  try {
    const answer = await call('POST', `api/sessions/${session}/chat`, { content, source: 'user' })
    if (question.isConnected) show(answer.source, answer.content, answer.thought)
  } finally {
    waiting.remove()
    await listSessions().catch(() => {})
  }
}

composer.addEventListener('submit', async (event) => {
  event.preventDefault()
  const content = text.value.trim()
  if (content === '' || byId('send').disabled) return
  text.value = ''
  text.style.height = ''
  byId('send').disabled = true
  await send(content).catch(complain)
  byId('send').disabled = false
  text.focus()
})
text.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
  event.preventDefault()
  composer.requestSubmit()
})
text.addEventListener('input', () => {
  text.style.height = 'auto'
  text.style.height = `${text.scrollHeight}px`
})
unlock.addEventListener('submit', (event) => {
  event.preventDefault()
  token = byId('token').value.trim()
  log.replaceChildren()
  start().catch(complain)
})
byId('new').addEventListener('click', () => newSession().catch(complain))
start().catch(complain)
