import { createStore } from '../data/store.ts'

const KEPT_AS = 'parley.allowed-sites'
const KEPT_MAX = 200

const kept = (): readonly string[] => {
  try {
    const sites: unknown = JSON.parse(localStorage.getItem(KEPT_AS) ?? '[]')
    return Array.isArray(sites) ? sites.filter((site) => typeof site === 'string') : []
  } catch {
    return []
  }
}

/** Hosts that this browser's person opens without being asked again. */
export const allowedSites = createStore(kept())

export function allowSite(host: string) {
  const sites = [...new Set([...allowedSites.get(), host])].slice(-KEPT_MAX)
  localStorage.setItem(KEPT_AS, JSON.stringify(sites))
  allowedSites.set(sites)
}
