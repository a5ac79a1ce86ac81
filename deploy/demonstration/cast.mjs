// Who lives in the demonstration: one community of the real Xiangyang tree, with people who do not exist.
// No carrier in China has numbers that begin with 154, so nobody is ever called by mistake.

export const city = '4206';
export const station = '420602001008';   // 襄城区 真武山街道 檀溪社区居委会

export const titles = {
  administrator: '管理员', manager: '审核人', dispatcher: '派单员', resident: '居民', volunteer: '志愿者', caller: '来电居民',
};

export const cast = [
  { id: 'administrator', role: 'administrator', name: '陈立新', phone: '15400000001' },
  { id: 'manager-1', role: 'manager', name: '胡志远', phone: '15400000011' },
  { id: 'manager-2', role: 'manager', name: '罗敏', phone: '15400000012' },
  { id: 'dispatcher-1', role: 'dispatcher', name: '徐晓燕', phone: '15400000021' },
  { id: 'dispatcher-2', role: 'dispatcher', name: '马俊', phone: '15400000022' },
  { id: 'resident', role: 'resident', name: '周桂兰', phone: '15400000031' },
  { id: 'volunteer-1', role: 'volunteer', name: '刘德福', phone: '15400000041', birthDate: '1958-03-12' },
  { id: 'volunteer-2', role: 'volunteer', name: '李秀英', phone: '15400000042', birthDate: '1966-10-05' },
  { id: 'volunteer-3', role: 'volunteer', name: '王建国', phone: '15400000043', birthDate: '1989-07-21' },
  { id: 'caller', role: 'caller', name: '吴大山', phone: null, birthDate: '1941-01-30', address: '檀溪社区 6 栋 1 单元 201' },
];
