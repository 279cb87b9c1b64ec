import { z } from 'zod';
import { countMedia, deleteMedia, findMedia, listMedia } from '../media-store.ts';
import { PlatformRefusal } from '../refusal.ts';
import { type ApiCall, Download, ok } from './api-call.ts';
import { pictureType } from './picture-type.ts';

/** Permanent material, reading and deleting (channel-apis 1.3). */
export const materialCalls: ApiCall[] = [
  {
    path: '/cgi-bin/material/get_materialcount',
    method: 'GET',
    right: 'any',
    run: ({ platform, account }) => {
      const count = (type: string) => countMedia(platform, account.appid, type);
      return {
        voice_count: count('voice'),
        video_count: count('video'),
        image_count: count('image'),
        news_count: 0,
      };
    },
  },
  {
    path: '/cgi-bin/material/batchget_material',
    method: 'POST',
    right: 'any',
    run: ({ platform, account, read }) => {
      const { type, offset, count } = read(listBody);
      if (!['image', 'video', 'voice', 'news'].includes(type)) throw new PlatformRefusal(40004, 'invalid media type');
      const items = listMedia(platform, account.appid, type, offset, count);
      return {
        item: items.map((media) => ({
          media_id: media.mediaId,
          name: media.name,
          update_time: Math.floor(media.createdAt / 1000),
          ...(media.url && { url: media.url }),
        })),
        total_count: countMedia(platform, account.appid, type),
        item_count: items.length,
      };
    },
  },
  {
    path: '/cgi-bin/material/get_material',
    method: 'POST',
    right: 'any',
    run: ({ platform, account, request, read }) => {
      const media = findMedia(platform, account.appid, read(mediaBody).media_id);
      if (!media?.permanent) throw new PlatformRefusal(40007, 'invalid media_id');
      if (media.type !== 'video')
        return new Download(media.bytes, `image/${pictureType(media.bytes) ?? 'octet-stream'}`);
      return { title: media.name, description: media.description ?? '', down_url: `${request.baseUrl}/video` };
    },
  },
  {
    path: '/cgi-bin/material/del_material',
    method: 'POST',
    right: 'any',
    run: ({ platform, account, read }) => {
      if (deleteMedia(platform, account.appid, read(mediaBody).media_id)) return ok;
      throw new PlatformRefusal(40007, 'invalid media_id');
    },
  },
];

const mediaBody = z.object({ media_id: z.string() });
const listBody = z.object({
  type: z.string(),
  offset: z.number().int().min(0),
  count: z.number().int().min(1).max(20),
});
