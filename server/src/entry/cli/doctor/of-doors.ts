import type { Config } from '#server/config.ts'
import { advice, onlyIf, type Part } from './finding.ts'

/** Who may connect, how often, and what is revealed. */
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
          'Nobody can read /metrics: behind a proxy, the server cannot tell which requests are local.',
          'Set PARLEY_METRICS_TOKEN, and show it to Prometheus (docs/operate/watching.md).',
        ),
      ),
      ...onlyIf(
        isReachable && rateLimits.address === null,
        advice('There is no rate limit per IP address.', 'Remove PARLEY_RATE_ADDRESS, or set it above 0.'),
      ),
    ],
  }
}
