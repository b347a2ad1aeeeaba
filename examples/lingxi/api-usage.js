// Signs in, makes an agent, talks with it, shapes it and reads what was said, as an app written for Lingxi does.
// node examples/lingxi/api-usage.js; the address and the account come from the environment.
const address = process.env.LINGXI_URL ?? 'http://localhost:8000'
const account = { username: process.env.LINGXI_USERNAME, password: process.env.LINGXI_PASSWORD }

let tokens = null

async function ask(method, path, body) {
  const response = await fetch(address + path, {
    method,
    headers: {
      'content-type': 'application/json',
      ...(tokens && { authorization: `Bearer ${tokens.access}` }),
    },
    body: body && JSON.stringify(body),
  })
  const answer = response.status === 204 ? null : await response.json()
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${JSON.stringify(answer)}`)
  return answer
}

tokens = await ask('POST', '/api/auth/login/', account)
console.log(`Signed in as ${account.username}.`)

const agent = await ask('POST', '/api/agents/', {
  name: `Companion ${Date.now()}`,
  parameters: { personality_prompt: 'You are warm and curious.', proactive_behavior: 'balanced' },
  timings: { inactivity_check_minutes: 10 },
})
console.log(`Agent ${agent.id}: ${agent.name}`)

const first = await ask('POST', '/api/chat/', { message: 'Hello from JavaScript!', agent_id: agent.id })
console.log(`Agent says: ${first.response}`)

// A session goes on with its own agent; an answer of several parts has them in `messages`.
const second = await ask('POST', '/api/chat/', { message: 'Tell me more.', session_id: first.session_id })
for (const { message } of second.messages ?? [{ message: second.response }])
  console.log(`Agent says: ${message}`)
if (second.summary_updated) console.log(`In short: ${second.summary}`)

const shaped = await ask('PUT', `/api/agents/${agent.id}/personality/`, {
  personality_prompt: 'You are brief.',
})
console.log(`Personality: ${shaped.personality_prompt}`)

const { sessions } = await ask('GET', `/api/chat/history/?session_id=${first.session_id}`)
console.log(`Messages: ${sessions[0].message_count}`)

// Access tokens last a day; the refresh token is good for a week.
tokens = { ...tokens, ...(await ask('POST', '/api/auth/refresh/', { refresh: tokens.refresh })) }
const { count } = await ask('GET', '/api/sessions/')
console.log(`Sessions: ${count}`)

await ask('DELETE', `/api/agents/${agent.id}/`)
console.log('Agent and sessions deleted.')
