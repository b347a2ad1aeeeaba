import type { Project, ProjectIcon } from '#contract/shapes/project.ts'
import {
  BookIcon,
  ChartIcon,
  ClockIcon,
  ContactsIcon,
  FolderIcon,
  HomeIcon,
  type IconProps,
  ImageIcon,
  LanguageIcon,
  ChatIcon,
  ReasoningIcon,
  ToolIcon,
  WebIcon,
} from '../../../ui/icons.tsx'
import own from './projects.module.css'

export const projectIcons: Record<ProjectIcon, (props: IconProps) => React.ReactNode> = {
  folder: FolderIcon,
  book: BookIcon,
  bulb: ReasoningIcon,
  chart: ChartIcon,
  clock: ClockIcon,
  globe: WebIcon,
  house: HomeIcon,
  language: LanguageIcon,
  people: ContactsIcon,
  picture: ImageIcon,
  talk: ChatIcon,
  tool: ToolIcon,
}

/** The sign of a project in its colour. */
export function ProjectBadge({
  project: { icon, color },
  size,
}: {
  project: Pick<Project, 'icon' | 'color'>
  size: number
}) {
  const Icon = projectIcons[icon ?? 'folder']
  return (
    <span className={own.sign} style={color ? { color } : undefined}>
      <Icon size={size} />
    </span>
  )
}
