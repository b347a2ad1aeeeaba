import { call, isIn, keep, whenLeaving } from './call.js'
import { byId, trying } from './kit.js'
import { leave, open, parts } from './parts.js'
import { choose, language, say } from './words.js'

function showRoom(isSignedIn) {
  byId('entrance').hidden = isSignedIn
  byId('room').hidden = !isSignedIn
  if (isSignedIn)
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
  leave()
  showRoom(false)
})
for (const one of document.querySelectorAll('[data-part]'))
  one.addEventListener(
    'click',
    trying(() => open(one.dataset.part)),
  )
for (const one of document.querySelectorAll('[data-say]')) one.textContent = say(one.dataset.say)
document.documentElement.lang = language()
document.title = say(document.title)
byId('parts').setAttribute('aria-label', say('Administration'))
for (const one of document.querySelectorAll('.language')) {
  const [other, words] = language() === 'en' ? ['zh-CN', '中文'] : ['en', 'English']
  one.lang = other
  one.textContent = words
  one.addEventListener('click', () => {
    choose(other)
    location.reload()
  })
}
whenLeaving(() => showRoom(false))
showRoom(isIn())
