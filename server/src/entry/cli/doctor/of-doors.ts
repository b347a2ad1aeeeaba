import type { Config } from '#server/config.ts'
import { advice, onlyIf, type Part } from './finding.ts'

/** Who may come in, how often, and what is told of it outside. */
export function ofDoors(config: Config): Part {
  const {
    rateLimits,
    trustedProxies,
    metricsToken,
    traces,
    mail,
    publicUrl,
    allowedOrigins,
    allowedHosts,
    host,
  } = config
  const isReachable = !['127.0.0.1', '::1', 'localhost'].includes(host)
  return {
    facts: {
      publicUrl,
      trustProxy: trustedProxies,
      allowedOrigins,
      allowedHosts,
      callsAMinute: rateLimits,
      metrics: metricsToken ? 'with the token' : trustedProxies.length > 0 ? 'to nobody' : 'to this machine',
      traces: traces?.url ?? null,
      mail: mail && `${mail.server.host}:${mail.server.port}`,
    },
    findings: [
      ...onlyIf(
        metricsToken === null && trustedProxies.length > 0,
        advice(
          'Nobody reads /metrics: behind a proxy it cannot be told who asks.',
          'Set PARLEY_METRICS_TOKEN, and show it to Prometheus (docs/operate/watching.md).',
        ),
      ),
      ...onlyIf(
        isReachable && rateLimits.address === null,
        advice(
          'Nothing limits how often one address may call.',
          'Leave PARLEY_RATE_ADDRESS out, or set it above 0.',
        ),
      ),
    ],
  }
}
