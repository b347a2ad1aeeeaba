import { Text } from '@mantine/core'
import { type ComponentType, lazy, Suspense } from 'react'
import {
  AgentIcon,
  BookIcon,
  ChartIcon,
  ContactsIcon,
  InboxIcon,
  SearchIcon,
  SettingsIcon,
  ChatIcon,
  type IconProps,
} from '../../ui/icons.tsx'
import mark from '../../ui/icon.svg'
import { commandKey } from '../palette/command-key.ts'
import { UnreadBadge } from '../../features/conversations/read-state/unread-badge.tsx'
import { useResource } from '../../data/use-resource.ts'
import { workspaces } from '../../data/console-client.ts'
import { useStore } from '../../data/store.ts'
import { resource } from '../../data/resource.ts'
import { overlay } from '../palette/overlay.ts'
import { Link } from '../../routing/link.tsx'
import { to, type Route } from '../../routing/route.ts'
import { useMessages } from '../../messages/messages.tsx'
import { useMay } from '../../data/me.ts'
import classes from './shell.module.css'

const TenantSwitcher = lazy(async () => ({
  default: (await import('./tenant-switcher.tsx')).TenantSwitcher,
}))

type PageName = 'inbox' | 'conversations' | 'agents' | 'knowledge' | 'contacts' | 'reports' | 'settings'

interface PageEntry {
  name: PageName
  href: string
  icon: ComponentType<IconProps>
  /** Without this permission the page is not shown. */
  permission: string
}

/** All pages in the order of the navigation. */
export const pages: readonly PageEntry[] = [
  { name: 'inbox', href: to.inbox, icon: InboxIcon, permission: 'inbox:read' },
  { name: 'conversations', href: to.conversations, icon: ChatIcon, permission: 'conversation:read' },
  { name: 'agents', href: to.agents, icon: AgentIcon, permission: 'agent:write' },
  { name: 'knowledge', href: to.knowledge, icon: BookIcon, permission: 'knowledge:read' },
  { name: 'contacts', href: to.contacts, icon: ContactsIcon, permission: 'contact:read' },
  { name: 'reports', href: to.reports, icon: ChartIcon, permission: 'report:read' },
  { name: 'settings', href: to.settings(), icon: SettingsIcon, permission: 'profile:read' },
]

const pageOf: Partial<Record<Route['name'], PageName>> = {
  inbox: 'inbox',
  'inbox-conversation': 'inbox',
  conversations: 'conversations',
  'new-conversation': 'conversations',
  conversation: 'conversations',
  project: 'conversations',
  contacts: 'contacts',
  contact: 'contacts',
  knowledge: 'knowledge',
  unanswered: 'knowledge',
  'search-dictionary': 'knowledge',
  'knowledge-base': 'knowledge',
  site: 'knowledge',
  tests: 'knowledge',
  document: 'knowledge',
  agents: 'agents',
  'new-agent': 'agents',
  agent: 'agents',
  reports: 'reports',
  settings: 'settings',
}

/** How many conversations hold something unread. */
function Unread() {
  const { conversations } = useMessages()
  const count = useResource(resource('conversations.unread')).value?.conversations ?? 0
  return <UnreadBadge count={count} label={conversations.unreadConversations} />
}

/** How many conversations wait for a person. */
function Waiting() {
  const { conversations } = useMessages()
  const count = useResource(resource('inbox.counts', { state: 'open' })).value?.unassigned ?? 0
  return <UnreadBadge count={count} label={conversations.waitingForPerson} />
}

/** The main navigation: a rail at the side, on a phone a bar at the bottom. */
export function Navigation({ route }: { route: Route }) {
  const t = useMessages()
  const may = useMay()
  const isInSeveral = useStore(workspaces).length > 1
  return (
    <nav className={classes.rail} aria-label={t.general.navigation}>
      <img className={classes.mark} src={mark} alt={t.general.product} width={32} height={32} />
      <button
        type="button"
        className={classes.find}
        onClick={() => overlay.set('palette')}
        title={`${t.palette.open} (${commandKey} K)`}
      >
        <SearchIcon size={20} />
        <Text span size="xs" className={classes.nav_label}>
          {t.palette.short}
        </Text>
      </button>
      {pages
        .filter(({ permission }) => may(permission))
        .map(({ name, href, icon: Icon }) => (
          <Link
            key={name}
            href={href}
            className={classes.nav_link}
            data-page={name}
            aria-current={pageOf[route.name] === name ? 'page' : undefined}
          >
            <span className={classes.nav_icon}>
              <Icon size={22} />
              {name === 'conversations' && <Unread />}
              {name === 'inbox' && <Waiting />}
            </span>
            <Text span size="xs" className={classes.nav_label}>
              {t.pages[name]}
            </Text>
          </Link>
        ))}
      {(isInSeveral || may('platform:manage')) && (
        <Suspense fallback={null}>
          <TenantSwitcher />
        </Suspense>
      )}
    </nav>
  )
}
