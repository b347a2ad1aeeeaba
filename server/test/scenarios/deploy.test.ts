import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { parseAllDocuments, parse } from 'yaml'
import { measures } from '#kernel/metrics.ts'
import type { Measure } from '#platform/metrics/metric-set.ts'
import { readConfig } from '#server/config.ts'
import { converse, openConversation } from '#test/support/conversation.ts'
import { emptyInstallation } from '#test/support/empty-installation.ts'
import { serverOfRun } from '#test/support/fresh-database.ts'
import { openTestServer } from '#test/support/open-test-server.ts'
import { parley } from '#test/support/parley-command.ts'
import { hasPrometheus, startPrometheus } from '#test/support/prometheus.ts'

const deploy = fileURLToPath(new URL('../../../deploy/', import.meta.url))
const read = (path: string) => readFileSync(join(deploy, path), 'utf8')
const isCi = process.env.CI === 'true'
const known: Readonly<Record<string, Measure>> = measures

interface Rules {
  groups: { rules: { alert: string; expr: string }[] }[]
}
const alerts = (parse(read('prometheus/alerts.yml')) as Rules).groups.flatMap(({ rules }) => rules)
const dashboards = readdirSync(join(deploy, 'grafana/dashboards')).map(
  (name) =>
    JSON.parse(read(`grafana/dashboards/${name}`)) as {
      panels: {
        title: string
        datasource: { uid: string }
        targets: { expr: string; legendFormat: string }[]
      }[]
    },
)
const expressions = [
  ...alerts.map(({ alert, expr }) => [alert, expr] as const),
  ...dashboards.flatMap(({ panels }) =>
    panels.flatMap(({ title, targets }) => targets.map(({ expr }) => [title, expr] as const)),
  ),
]

const given = new Set(['up', 'instance', 'job', 'le'])

/** What an expression names that nobody measures: figures, and labels of them. */
function strangersIn(expression: string): string[] {
  const names = [...expression.matchAll(/\b(?:parley|process)_\w+/g)].map(([name]) => name)
  const ofHistogram = (name: string) => known[name.replace(/_(bucket|sum|count)$/, '')]?.kind === 'histogram'
  const isThere = (name: string) => (known[name] ? known[name].kind !== 'histogram' : ofHistogram(name))
  const labels = names.flatMap(
    (name) => (known[name] ?? known[name.replace(/_(bucket|sum|count)$/, '')])?.labels ?? [],
  )
  const lists = [...expression.matchAll(/\bby \(([^)]*)\)/g)].flatMap(([, list = '']) => list.split(/,\s*/))
  const chosen = [...expression.matchAll(/[{,]\s*(\w+)\s*(?:=~|!~|!=|=)/g)].map(([, label = '']) => label)
  return [
    ...names.filter((name) => !isThere(name)),
    ...[...lists, ...chosen].filter((label) => !labels.includes(label) && !given.has(label)),
  ]
}

test.each(expressions)('%s only queries existing metrics', (_, expression) => {
  expect(strangersIn(expression)).toEqual([])
})

test('an unknown metric is noticed', () => {
  expect(strangersIn('sum by (tenant) (rate(parley_replies_ended_total{colour="red"}[5m]))')).toEqual([
    'tenant',
    'colour',
  ])
  expect(strangersIn('parley_unheard_of + parley_job_seconds + parley_jobs_bucket')).toHaveLength(3)
})

describe.skipIf(!hasPrometheus && !isCi)('a real Prometheus (skipped if it is not installed)', () => {
  test('reads every metric, and accepts every rule and every dashboard expression', async () => {
    await using server = await openTestServer()
    const prometheus = await startPrometheus(server.url, join(deploy, 'prometheus/alerts.yml'))
    try {
      await converse(server, await openConversation(server), 'When do you open?')
      const value = async (query: string) => {
        const found = await prometheus.ask<{ result: { value: [number, string] }[] }>(
          `query?query=${encodeURIComponent(query)}`,
        )
        return found.result[0]?.value[1]
      }
      await expect.poll(() => value('up{job="parley"}').catch(() => null)).toBe('1')
      await expect.poll(() => value('sum(parley_replies_ended_total{state="completed"})')).toBe('1')
      for (const [, expression] of expressions) await value(expression)

      const rulesOf = async () =>
        (
          await prometheus.ask<{ groups: { rules: { name: string; health: string }[] }[] }>('rules')
        ).groups.flatMap(({ rules }) => rules.map(({ name, health }) => `${name} ${health}`))
      await expect.poll(rulesOf).toEqual(alerts.map(({ alert }) => `${alert} ok`))
      await server.doors[0]?.close()
      // Whoever watches hears of it when nobody answers any more.
      const isPending = async () =>
        (await prometheus.ask<{ alerts: { labels: { alertname: string } }[] }>('alerts')).alerts.some(
          ({ labels }) => labels.alertname === 'ParleyDown',
        )
      await expect.poll(isPending).toBe(true)
    } finally {
      await prometheus.stop()
    }
  })

  test('its own linter finds no problem', () => {
    execFileSync('promtool', ['check', 'rules', join(deploy, 'prometheus/alerts.yml')])
    execFileSync('promtool', ['test', 'rules', join(deploy, 'prometheus/alerts.test.yml')], { stdio: 'pipe' })
    execFileSync('promtool', ['check', 'config', '--syntax-only', join(deploy, 'prometheus/prometheus.yml')])
  })
})

test.skipIf(!existsSync('/usr/sbin/nginx') && !isCi)('nginx accepts its configuration', () => {
  // Names of the compose network are looked up when it is read.
  const here = read('nginx/nginx.conf').replaceAll(/server app(-2)?:/g, 'server 127.0.0.1:')
  const path = join(mkdtempSync(join(tmpdir(), 'parley-nginx-')), 'nginx.conf')
  writeFileSync(path, here)
  execFileSync('/usr/sbin/nginx', ['-t', '-q', '-c', path], { stdio: 'pipe' })
})

/** Has what services show each other made, as the compose file does. */
function makeSecrets(
  variables: Record<string, string> = {},
  root = mkdtempSync(join(tmpdir(), 'parley-secrets-')),
) {
  for (const folder of ['secrets', 'metrics-token']) mkdirSync(join(root, folder), { recursive: true })
  const places = [join(root, 'secrets'), join(root, 'metrics-token')]
  execFileSync('/bin/sh', [join(deploy, 'make-secrets.sh'), ...places], {
    env: { PATH: process.env.PATH, ...variables },
  })
  const made = (path: string) => readFileSync(join(root, path), 'utf8')
  return { root, password: made('secrets/database-password'), token: made('metrics-token/token') }
}

test('secrets between services are generated once, different everywhere, and kept if given', () => {
  const first = makeSecrets()
  expect(first.password).toMatch(/^[0-9a-f]{48}$/)
  expect(makeSecrets({}, first.root)).toEqual(first)
  const other = makeSecrets()
  expect(new Set([first.password, first.token, other.password, other.token]).size).toBe(4)
  const theirs = { POSTGRES_PASSWORD: 'p@ss/w:rd 密', PARLEY_METRICS_TOKEN: 'a token of theirs' }
  const { root, ...taken } = makeSecrets(theirs, other.root)
  expect(taken).toEqual({ password: theirs.POSTGRES_PASSWORD, token: theirs.PARLEY_METRICS_TOKEN })
  const url = new URL(readFileSync(join(root, 'secrets/database-url'), 'utf8'))
  expect(decodeURIComponent(url.password)).toBe(theirs.POSTGRES_PASSWORD)
  expect([url.username, url.host, url.pathname]).toEqual(['parley', 'postgres', '/parley'])
})

interface Service {
  profiles?: string[]
  environment?: Record<string, string>
  ports?: string[]
  volumes?: string[]
}
interface Compose {
  services: Record<string, Service>
  volumes: Record<string, object>
}

test('the compose file passes valid settings, and opens no port to other machines', () => {
  const { services, volumes } = parse(read('compose.yaml'), { merge: true }) as Compose
  const byProfile = (profile?: string) =>
    Object.entries(services)
      .filter(([, { profiles }]) => (profile ? profiles?.includes(profile) : !profiles))
      .map(([name]) => name)
  expect(byProfile()).toEqual(['app', 'secrets', 'postgres'])
  expect(byProfile('scale')).toEqual(['app-2', 'redis', 'nginx'])
  expect(byProfile('monitoring')).toEqual(['prometheus', 'grafana'])
  for (const { ports = [] } of Object.values(services))
    for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/)
  const named = Object.values(services).flatMap(({ volumes: mounts = [] }) =>
    mounts.map((one) => one.split(':')[0] ?? ''),
  )
  for (const name of named)
    expect(name.startsWith('./') ? existsSync(join(deploy, name)) : name in volumes, name).toBe(true)
  // As it is without any variable set.
  const { root, token } = makeSecrets()
  const unset = Object.entries(services.app?.environment ?? {}).map(([name, value]) => [
    name,
    value.replaceAll(/\$\{\w+:-([^}]*)\}/g, '$1').replace('/run/parley', root),
  ])
  const config = readConfig(Object.fromEntries(unset) as NodeJS.ProcessEnv)
  expect(config.database.kind).toBe('server')
  expect(config.trustedProxies).toEqual(['172.28.0.10'])
  expect(config.metricsToken?.reveal()).toBe(token)
  // No password or token is shipped: whatever has a default is an address, a port or a level.
  const defaults = [...read('compose.yaml').matchAll(/\$\{(\w*(?:PASSWORD|TOKEN|KEY|SECRET)\w*):-([^}]*)\}/g)]
  expect(defaults.filter(([, , value]) => value !== '').map(([, name]) => name)).toEqual([])
})

const analyser = '/usr/bin/systemd-analyze'

test.skipIf(!existsSync(analyser) && !isCi)('systemd accepts its unit, without excessive privileges', () => {
  const root = fileURLToPath(new URL('../../../', import.meta.url))
  const path = join(mkdtempSync(join(tmpdir(), 'parley-systemd-')), 'parley.service')
  // Where it runs from must be there to be looked at.
  writeFileSync(path, read('systemd/parley.service').replaceAll('/opt/parley/', root))
  execFileSync(analyser, ['verify', '--recursive-errors=no', path], { stdio: 'pipe' })
  execFileSync(analyser, ['security', '--offline=true', '--threshold=45', path], { stdio: 'pipe' })
})

test('every Grafana file is valid, and its dashboards use an existing data source', () => {
  const { datasources } = parse(read('grafana/provisioning/datasources/prometheus.yaml')) as {
    datasources: { uid: string; url: string }[]
  }
  const { providers } = parse(read('grafana/provisioning/dashboards/parley.yaml')) as {
    providers: { options: { path: string } }[]
  }
  const { services } = parse(read('compose.yaml'), { merge: true }) as Compose
  expect(new URL(datasources[0]?.url ?? '').hostname in services).toBe(true)
  const mounted = services.grafana?.volumes?.find((one) => one.split(':')[1] === providers[0]?.options.path)
  expect(mounted).toMatch(/^\.\/grafana\/dashboards:/)
  const asked = dashboards.flatMap(({ panels }) => panels.map(({ datasource }) => datasource.uid))
  expect([...new Set(asked)]).toEqual(datasources.map(({ uid }) => uid))
})

test('every metric is on a dashboard or in an alert', () => {
  const asked = expressions.map(([, expression]) => expression).join('\n')
  expect(Object.keys(measures).filter((name) => !asked.includes(name))).toEqual([])
})

test('the manifests are complete: selectors match, no special user, and the probes exist', async () => {
  const manifests = parseAllDocuments(read('kubernetes/parley.yaml')).map((one) => one.toJS())
  expect(manifests.map(({ kind }) => kind)).toEqual([
    'PersistentVolumeClaim',
    'Deployment',
    'PodDisruptionBudget',
    'Service',
    'Ingress',
  ])
  const [claim, { spec }, budget, service] = manifests
  const pod = spec.template
  expect(spec.selector.matchLabels).toEqual(pod.metadata.labels)
  expect(service.spec.selector).toEqual(pod.metadata.labels)
  expect(budget.spec.selector.matchLabels).toEqual(pod.metadata.labels)
  expect(pod.spec.volumes[0].persistentVolumeClaim.claimName).toBe(claim.metadata.name)
  expect(pod.spec.securityContext.runAsNonRoot).toBe(true)
  const [container] = pod.spec.containers
  expect(container.ports[0].name).toBe(service.spec.ports[0].targetPort)
  await using server = await openTestServer()
  for (const probe of ['startupProbe', 'readinessProbe', 'livenessProbe'])
    expect((await fetch(server.url + container[probe].httpGet.path)).status).toBe(200)
})

test('the migration job runs an existing command with the settings of the pods', async () => {
  const [claim, deployment] = parseAllDocuments(read('kubernetes/parley.yaml')).map((one) => one.toJS())
  const pod = deployment.spec.template.spec
  const job = parse(read('kubernetes/migrate.yaml'))
  const { containers, volumes, securityContext } = job.spec.template.spec
  expect(volumes).toEqual(pod.volumes)
  expect(volumes[0].persistentVolumeClaim.claimName).toBe(claim.metadata.name)
  expect(securityContext).toEqual(pod.securityContext)
  const [{ command, image, envFrom, volumeMounts }] = containers
  expect({ image, envFrom, volumeMounts }).toEqual({
    image: pod.containers[0].image,
    envFrom: pod.containers[0].envFrom,
    volumeMounts: pod.containers[0].volumeMounts,
  })
  // Its pods are none of the deployment's, or the service would send them requests.
  expect(job.spec.template.metadata.labels.app).not.toBe(deployment.spec.template.metadata.labels.app)
  await using place = await emptyInstallation(serverOfRun())
  const [, , ...words] = command
  expect(command.join(' ')).toBe('node bin/parley.js migrate up')
  const moved = await parley(words, place.env)
  expect(moved, moved.output).toMatchObject({ code: 0 })
})

test('Prometheus and Grafana use their usual ports, on loopback only', () => {
  const { services } = parse(read('compose.yaml')) as { services: Record<string, { ports?: string[] }> }
  expect(services.prometheus?.ports).toEqual([`127.0.0.1:${'$'}{PROMETHEUS_PORT:-9091}:9090`])
  expect(services.grafana?.ports).toEqual([`127.0.0.1:${'$'}{GRAFANA_PORT:-3000}:3000`])
})
