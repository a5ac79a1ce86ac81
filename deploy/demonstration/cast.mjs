// Who can be met by name in the demonstration: one community of the real Xiangyang tree, with people who do not exist.
// No carrier in China has numbers that begin with 154, so nobody is ever called by mistake.
import { readFileSync } from 'node:fs';

const script = JSON.parse(readFileSync(new URL('./city.json', import.meta.url), 'utf8'));

export const { root: city, station } = script;

export const titles = {
  administrator: '管理员', centre: '中心审核人', supervisor: '督查员', manager: '审核人', dispatcher: '派单员', resident: '居民', volunteer: '志愿者', caller: '来电居民',
};

export const cast = script.cast.map(({ id, role, name, phone }) => ({ id, role, name, phone }));
