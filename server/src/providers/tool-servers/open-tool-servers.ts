import type { ToolServers } from '#kernel/tool-servers.ts'
import type { Opening } from './begin-session.ts'

/**
 * Tool servers. The client library is large, and only loaded with the first session or sign-in: many installations need
 * none.
 */
export function openToolServers(opening: Opening): ToolServers {
  let loading: ReturnType<typeof load> | null = null
  const loaded = () => (loading ??= load(opening))
  return {
    signIns: {
      begin: async (...given) => (await loaded()).signIns.begin(...given),
      finish: async (...given) => (await loaded()).signIns.finish(...given),
      renew: async (...given) => (await loaded()).signIns.renew(...given),
    },
    programs: (slug) =>
      opening.programs
        .filter(({ tenants }) => tenants === '*' || tenants.includes(slug))
        .map(({ name, title }) => ({ name, title })),
    open: async (...given) => (await loaded()).sessions.open(...given),
    forget: (keyBeginning) => void loading?.then(({ sessions }) => sessions.forget(keyBeginning)),
    close: async () => (await loading)?.sessions.close(),
  }
}

async function load(opening: Opening) {
  const [{ openSessions }, { openSignIns }] = await Promise.all([
    import('./open-sessions.ts'),
    import('./sign-ins.ts'),
  ])
  return { sessions: openSessions(opening), signIns: openSignIns(opening.fetch) }
}
