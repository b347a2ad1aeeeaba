import { useEffect, useState } from 'react'
import type { ConversationHit } from '#contract/shapes/conversation-search.ts'
import type { Passage } from '#contract/shapes/knowledge.ts'
import { client } from '../../data/console-client.ts'
import { noFilter } from '../../features/conversations/list-filter.ts'
import { pageOfList } from '../../features/conversations/listed-conversations.ts'
import { useMay } from '../../data/me.ts'

interface PaletteHits {
  hits: readonly ConversationHit[]
  passages: readonly Passage[]
}

const TYPING_MS = 150
const HITS = 6
const PASSAGES = 4
const nothing: PaletteHits = { hits: [], passages: [] }

/** What the server finds for the words so far; the latest conversations before there are any. Null: nobody looks. */
export function usePaletteSearch(query: string | null): PaletteHits {
  const may = useMay()
  const looksInDocuments = may('knowledge:search') && may('knowledge:read')
  const [finds, setFinds] = useState(nothing)
  useEffect(() => {
    if (query === null) return
    const leaving = new AbortController()
    const look = async () => {
      const [page, found] = await Promise.all([
        pageOfList({ ...noFilter, whose: 'all', search: query }, { limit: HITS }).catch(() => null),
        looksInDocuments && query.length > 1
          ? client.knowledgeBases.search({ query, limit: PASSAGES }).catch(() => null)
          : null,
      ])
      if (leaving.signal.aborted) return
      setFinds({ hits: page?.items ?? [], passages: found?.items.map(({ passage }) => passage) ?? [] })
    }
    const timer = setTimeout(() => void look(), query === '' ? 0 : TYPING_MS)
    return () => {
      leaving.abort()
      clearTimeout(timer)
    }
  }, [query, looksInDocuments])
  return finds
}
