import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Fault } from '#kernel/fault.ts'

/** The methods of an address, by its pattern. The same in every process, whatever ports it opens. */
const taken = new Map<string, { looks: RegExp; methods: Set<string> }>()

/** Records the routes that are added from now on, to recognize calls with another method. */
export function recordRoutes(http: FastifyInstance) {
  http.addHook('onRoute', ({ method, url }) => {
    const known = taken.get(url) ?? { looks: looksOf(url), methods: new Set() }
    for (const one of [method].flat()) if (one !== 'HEAD' && one !== 'OPTIONS') known.methods.add(one)
    taken.set(url, known)
  })
}

/** The response to an unknown call: the method that its address accepts, or where the calls are listed. */
export function unknownCall(request: FastifyRequest, reply: FastifyReply): Fault {
  const path = request.url.split('?')[0] ?? ''
  const methods = [...taken.values()].flatMap((one) => (one.looks.test(path) ? [...one.methods] : []))
  if (methods.length === 0) return new Fault('not_found', 'There is nothing here. /docs lists the calls.')
  const list = [...new Set(methods)].toSorted().join(', ')
  reply.header('allow', list)
  return new Fault('not_found', `There is no ${request.method} here, but ${list}.`)
}

const looksOf = (url: string): RegExp =>
  new RegExp(
    `^${url
      .replace(/[.+?^$(){}|[\]\\]/g, String.raw`\$&`)
      .replace(/:\w+/g, '[^/]+')
      .replaceAll('*', '.*')}$`,
  )
