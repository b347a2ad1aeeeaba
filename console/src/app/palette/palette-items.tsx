import { useMantineColorScheme } from '@mantine/core'
import { signOut } from '../../data/console-client.ts'
import { downloadAllConversations } from '../../features/conversations/update-conversation.ts'
import { useStore } from '../../data/store.ts'
import { useResource } from '../../data/use-resource.ts'
import { all } from '../../data/resource.ts'
import {
  AgentIcon,
  DownloadIcon,
  KeyboardIcon,
  LanguageIcon,
  PaletteIcon,
  PlusIcon,
  SignOutIcon,
} from '../../ui/icons.tsx'
import { navigate } from '../../routing/location.ts'
import { to } from '../../routing/route.ts'
import { useMay } from '../../data/me.ts'
import { pages } from '../shell/navigation.tsx'
import { languages, useLocale } from '../../messages/messages.tsx'
import { overlay } from './overlay.ts'
import { pageItems, type PaletteItem } from '../../ui/page-items.ts'
import { keys } from './shortcuts.ts'

/** Something that the palette does. */
/** Everything that needs no search: pages, agents to talk to, and commands. */
export function usePaletteItems(): { label: string; choices: PaletteItem[] }[] {
  const { messages: t } = useLocale()
  const may = useMay()
  const { value } = useResource(all('agents.list'))
  const starts = (value?.items ?? []).map(({ id, name }) => ({
    label: t.palette.startWith(name),
    icon: AgentIcon,
    act: () => navigate(to.newConversation(id)),
  }))
  const fresh = {
    label: t.conversations.fresh,
    icon: PlusIcon,
    keys: keys.fresh,
    act: () => navigate(to.newConversation()),
  }
  const places = pages
    .filter(({ permission }) => may(permission))
    .map(({ name, href, icon }) => ({ label: t.pages[name], icon, act: () => navigate(href) }))
  const here = useStore(pageItems)
  return [
    ...(here ? [here] : []),
    { label: t.palette.start, choices: [fresh, ...starts] },
    { label: t.palette.goTo, choices: places },
    { label: t.palette.commands, choices: useCommands() },
  ]
}

function useCommands(): PaletteItem[] {
  const { messages: t, setLanguage } = useLocale()
  const { setColorScheme } = useMantineColorScheme()
  const schemes = (['light', 'dark', 'auto'] as const).map((scheme) => ({
    label: t.palette[scheme],
    icon: PaletteIcon,
    act: () => setColorScheme(scheme),
  }))
  const tongues = languages.map(({ value, label }) => ({
    label: t.palette.language(label),
    icon: LanguageIcon,
    act: () => setLanguage(value),
  }))
  const leave = async () => {
    await signOut()
    navigate(to.signIn)
  }
  return [
    ...schemes,
    ...tongues,
    { label: t.list.downloadAll, icon: DownloadIcon, act: () => void downloadAllConversations(t) },
    {
      label: t.shortcuts.title,
      icon: KeyboardIcon,
      keys: keys.sheet,
      // The palette closes itself after what was chosen, so the next thing opens after that.
      act: () => setTimeout(() => overlay.set('shortcuts')),
    },
    { label: t.access.signOut, icon: SignOutIcon, act: () => void leave() },
  ]
}
