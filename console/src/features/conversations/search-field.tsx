import { TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import { SearchIcon } from '../../ui/icons.tsx'

const TYPING_MS = 250
/** Where the search is typed; shortcuts lead there. */
export const SEARCH_ID = 'conversation-search'

interface SearchFieldProps {
  label: string
  search: string
  onSearch: (search: string) => void
}

/** The search as it is typed. It is looked for when the typing rests, and never in the middle of a composed word. */
export function SearchField({ label, search, onSearch }: SearchFieldProps) {
  const [typed, setTyped] = useState(search)
  const [seen, setSeen] = useState(search)
  const [isComposing, setComposing] = useState(false)
  // The address may change without any typing: by a link, or by going back.
  if (seen !== search) {
    setSeen(search)
    if (typed.trim() !== search) setTyped(search)
  }
  useEffect(() => {
    if (isComposing || typed.trim() === search) return
    const timer = setTimeout(onSearch, TYPING_MS, typed.trim())
    return () => clearTimeout(timer)
  })
  return (
    <TextInput
      id={SEARCH_ID}
      size="sm"
      type="search"
      aria-label={label}
      placeholder={label}
      leftSection={<SearchIcon size={16} />}
      value={typed}
      maxLength={200}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onCompositionStart={() => setComposing(true)}
      onCompositionEnd={() => setComposing(false)}
    />
  )
}
