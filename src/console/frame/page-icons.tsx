import ApartmentOutlined from '@ant-design/icons/ApartmentOutlined';
import AuditOutlined from '@ant-design/icons/AuditOutlined';
import BarChartOutlined from '@ant-design/icons/BarChartOutlined';
import BookOutlined from '@ant-design/icons/BookOutlined';
import CalendarOutlined from '@ant-design/icons/CalendarOutlined';
import EditOutlined from '@ant-design/icons/EditOutlined';
import FileSearchOutlined from '@ant-design/icons/FileSearchOutlined';
import FolderOutlined from '@ant-design/icons/FolderOutlined';
import MessageOutlined from '@ant-design/icons/MessageOutlined';
import ScheduleOutlined from '@ant-design/icons/ScheduleOutlined';
import SettingOutlined from '@ant-design/icons/SettingOutlined';
import type { ComponentType } from 'react';
import type { PageId } from './pages.ts';

/** One outlined drawing a page; a word stands beside it, or in its label where the navigation is a rail. */
export const pageIcons: Readonly<Record<PageId, ComponentType>> = {
  today: ScheduleOutlined,
  items: FileSearchOutlined,
  bundles: FolderOutlined,
  posts: EditOutlined,
  review: AuditOutlined,
  calendar: CalendarOutlined,
  matrix: ApartmentOutlined,
  requests: MessageOutlined,
  reports: BarChartOutlined,
  ledger: BookOutlined,
  system: SettingOutlined,
};
