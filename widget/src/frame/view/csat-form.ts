import type { Messages } from '../messages/en.ts'
import { el, icon, iconButton } from './element.ts'

interface Form {
  t: Messages
  question: string
  /** Throws ApiError. */
  give(score: number, comment: string): Promise<void>
  onProblem(): void
  /** Put away, answered or not. */
  onAway(): void
}

const HEAD = ['M12 2.5a9.5 9.5 0 1 0 0 19a9.5 9.5 0 1 0 0-19', 'M9 9v1.25M15 9v1.25']
/** How the mouth runs, from very bad to very good. */
const MOUTHS = [
  'M7.5 17.5c1-3.5 8-3.5 9 0',
  'M8.5 16.5c1-1.5 6-1.5 7 0',
  'M8.5 15.5h7',
  'M8.5 14.5c1 2 6 2 7 0',
  'M7.5 13.5c.5 5 8.5 5 9 0z',
]
const COMMENT_MAX = 2_000

/** Five faces and, after a choice, a field for a comment. A choice counts immediately, even if the visitor leaves. */
export function csatForm({ t, question, give, onProblem, onAway }: Form): HTMLElement {
  let score = 0
  const tryTo = async (doing: () => Promise<void>) => {
    try {
      await doing()
      return true
    } catch {
      onProblem()
      return false
    }
  }
  const choose = async (next: number) => {
    if (!(await tryTo(() => give(next, '')))) return
    score = next
    for (const [at, face] of faces.entries()) face.setAttribute('aria-pressed', String(at + 1 === score))
    more.hidden = false
    thanks.textContent = t.rated
  }
  const faces = MOUTHS.map((mouth, at) => {
    const label = t.scores[at] ?? ''
    return el(
      'button',
      {
        type: 'button',
        class: 'face',
        'aria-label': `${at + 1}/5: ${label}`,
        'aria-pressed': false,
        title: label,
        onclick: () => void choose(at + 1),
      },
      icon(...HEAD, mouth),
    )
  })
  const comment = el('textarea', {
    rows: 2,
    dir: 'auto',
    maxlength: COMMENT_MAX,
    placeholder: t.comment,
    'aria-label': t.comment,
  })
  const finish = async () => {
    if (comment.value.trim() !== '' && !(await tryTo(() => give(score, comment.value.trim())))) return
    onAway()
  }
  const more = el(
    'form',
    {
      class: 'more',
      hidden: true,
      onsubmit(event: SubmitEvent) {
        event.preventDefault()
        void finish()
      },
    },
    comment,
    el('button', { type: 'submit', class: 'main' }, t.finish),
  )
  const thanks = el('p', { class: 'quiet', role: 'status' })
  return el(
    'section',
    { class: 'ask', 'aria-label': question },
    el(
      'div',
      { class: 'question' },
      el('p', { dir: 'auto' }, question),
      iconButton(t.notNow, ['M6 6l12 12', 'M18 6L6 18'], onAway),
    ),
    el('div', { class: 'faces', role: 'group', 'aria-label': question }, ...faces),
    thanks,
    more,
  )
}
