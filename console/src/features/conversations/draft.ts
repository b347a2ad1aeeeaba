import { useState } from 'react'
import { draftOriginOf } from './draft-origin.ts'

const keyOf = (place: string) => `parley.draft.${place}`

/** What is being written there, as it is kept. */
export const readDraft = (place: string): string => {
  try {
    return localStorage.getItem(keyOf(place)) ?? ''
  } catch {
    return ''
  }
}

export function keepDraft(place: string, text: string) {
  if (text === '') draftOriginOf(place).set(null)
  try {
    if (text === '') localStorage.removeItem(keyOf(place))
    else localStorage.setItem(keyOf(place), text)
  } catch {
    // A full or closed storage: the text is still on the screen.
  }
}

/** What is being written at a place, kept until it is sent. Remount with another key for another place. */
export function useDraft(place: string): [string, (text: string) => void] {
  const [text, setText] = useState(() => readDraft(place))
  return [
    text,
    (next) => {
      setText(next)
      keepDraft(place, next)
    },
  ]
}
