import { useMemo } from 'react'
import type { AuditFilters } from '#contract/shapes/audit.ts'
import { useAddress } from '../../../routing/location.ts'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const day = /^\d{4}-\d{2}-\d{2}$/
const kind = /^[a-z]+(-[a-z]+)*(\.[a-z]+(-[a-z]+)*)?$/

/** Midnight at the beginning of a day, or of the one after it, where the person is. */
const midnight = (text: string, daysLater = 0): string | undefined => {
  const [year = 0, month = 1, date = 1] = text.split('-').map(Number)
  const at = new Date(year, month - 1, date + daysLater)
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString()
}

/** What the address asks for: `type`, `actor`, `subject`, and days `from` and `to`, both of them included. */
export function useAuditFilters(): AuditFilters {
  const { search } = useAddress()
  return useMemo(() => {
    const asked = new URLSearchParams(search)
    const given = (name: string, form: RegExp) => {
      const value = asked.get(name) ?? ''
      return form.test(value) ? value : undefined
    }
    const [from, to] = [given('from', day), given('to', day)]
    return {
      type: given('type', kind),
      actorId: given('actor', uuid),
      subjectId: given('subject', uuid),
      from: from && midnight(from),
      to: to && midnight(to, 1),
    }
  }, [search])
}
