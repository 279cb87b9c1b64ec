import { useState } from 'react';
import words from '../../../content/wording/console/posts.yaml';
import { fetchClient } from '../api/client.ts';
import { problemOf } from '../api/problem.ts';
import { say } from '../look/say.ts';
import { pictureAddress } from './post-types.ts';

/** Hands pictures to the house; `says` tells that it is under way, or why one was not taken. */
export function useUpload(post: string) {
  const [says, setSays] = useState<string | null>(null);
  const take = async (files: readonly File[], place: (address: string, sha256: string) => void) => {
    setSays(words.paper.uploading);
    try {
      for (const file of files) {
        const { data, error } = await fetchClient.POST('/api/v1/posts/{post}/pictures', {
          params: { path: { post } },
          body: { base64: await base64Of(file) },
        });
        if (data === undefined) throw error;
        for (const { sha256 } of data.pictures) place(pictureAddress(sha256), sha256);
      }
      setSays(null);
    } catch (thrown) {
      const { title, detail, remedy } = problemOf(thrown);
      const why = /[一-鿿]/.test(detail) ? detail : `${title}。${remedy}`;
      setSays(say(words.paper.uploadFailed, { why }));
    }
  };
  return { says, take };
}

function base64Of(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^data:[^,]*,/, ''));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}
