/** The five columns of the portal of 示例市. Each prints its dates, its rows and its articles in a fashion of its own. */
export interface PortalColumn {
  name: string;
  /** The label ColumnType, a value of the closed list of the page-label annex (国办发〔2017〕47号). */
  type: string;
  /** The section above it in the breadcrumb. */
  section: string;
  folder: string;
  /** How a list row prints a date. */
  rowDate: (day: string) => string;
  dateFirst: boolean;
  /** The container of the article's text. */
  body: string;
}

export type ColumnCode = 'zcwj' | 'zcjd' | 'tzgg' | 'gzdt' | 'tj';

const parts = (day: string) => day.split('-');

export const columns: Record<ColumnCode, PortalColumn> = {
  zcwj: {
    name: '政策文件',
    type: '政策文件',
    section: '政务公开',
    folder: '/portal/zwgk/zcwj/',
    rowDate: (day) => day,
    dateFirst: false,
    body: 'class="view TRS_UEDITOR trs_paper_default trs_editor_view"',
  },
  zcjd: {
    name: '政策解读',
    type: '政策解读',
    section: '政务公开',
    folder: '/portal/zwgk/zcjd/',
    rowDate: (day) => `[${day}]`,
    dateFirst: false,
    body: 'class="TRS_Editor"',
  },
  tzgg: {
    name: '通知公告',
    type: '工作动态',
    section: '政务公开',
    folder: '/portal/zwgk/tzgg/',
    rowDate: (day) => parts(day).join('/'),
    dateFirst: true,
    body: 'id="zoom"',
  },
  gzdt: {
    name: '工作动态',
    type: '工作动态',
    section: '新闻中心',
    folder: '/portal/xwzx/gzdt/',
    rowDate: (day) => `${parts(day)[0]}年${parts(day)[1]}月${parts(day)[2]}日`,
    dateFirst: false,
    body: 'class="article_con"',
  },
  tj: {
    name: '图解',
    type: '政策解读',
    section: '民生服务',
    folder: '/portal/msfw/tj/',
    rowDate: (day) => parts(day).join('.'),
    dateFirst: false,
    body: 'class="TRS_UEDITOR"',
  },
};

export const columnCodes: readonly ColumnCode[] = ['zcwj', 'zcjd', 'tzgg', 'gzdt', 'tj'];
