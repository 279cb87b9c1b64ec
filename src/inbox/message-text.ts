import { FixContent } from '../errors.ts';
import { textAt, type XmlRecord } from './parse-callback-xml.ts';

/** What a message says, for a person to read and for routing by words: its text, or what stands for it (4.4). */
export function messageText(record: XmlRecord): string {
  const type = textAt(record, 'MsgType').toLowerCase();
  const at = (name: string) => textAt(record, name);
  switch (type) {
    case 'text':
      return at('Content');
    case 'image':
      return `[图片] ${at('PicUrl')}`.trim();
    case 'voice':
      return `[语音] ${at('Recognition')}`.trim();
    case 'video':
    case 'shortvideo':
      return '[视频]';
    case 'location':
      return `[位置] ${at('Label')} ${at('Location_X')},${at('Location_Y')}`;
    case 'link':
      return `[链接] ${at('Title')} ${at('Description')} ${at('Url')}`;
    default:
      throw new FixContent({
        code: 'inbound-type',
        message: `a pushed message has the type "${type}", which is not known`,
        remedy: 'Read it in the platform’s console and answer it there; report the type so that it is added.',
      });
  }
}
