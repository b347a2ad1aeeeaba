import { createContext, use } from 'react'
import type { Me } from '#contract/shapes/people.ts'

const MeContext = createContext<Me | null>(null)

export const MeProvider = MeContext

/** Who is signed in. Only inside the shell. */
export function useMe(): Me {
  const me = use(MeContext)
  if (!me) throw new Error('Nobody is signed in here.')
  return me
}

/** Whether whoever is signed in may do something: what they may not do is not offered. */
export function useMay(): (permission: string) => boolean {
  const { permissions } = useMe()
  return (permission) => permissions.includes(permission)
}
