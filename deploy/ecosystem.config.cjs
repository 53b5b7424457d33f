/**
 * pm2：pm2 start deploy/ecosystem.config.cjs，再 pm2 save、pm2 startup。一个进程：两个会各自连上 Slack、Telegram。
 * 自己的东西在科问文件夹的 data 里；放在别处就设 KEWEN_HOME。
 */
const { join } = require('node:path');

const program = join(__dirname, '..');
module.exports = {
  apps: [
    {
      name: 'kewen',
      script: join(program, 'dist/cli.js'),
      args: 'start',
      cwd: program,
      env: { NODE_ENV: 'production', TZ: 'Asia/Shanghai', KEWEN_WEB: 'on' },
      instances: 1,
      exec_mode: 'fork',
      autorestart: true,
      restart_delay: 5_000,
      max_restarts: 10,
      min_uptime: '60s',
      // 正在回答的会答完。
      kill_timeout: 30_000,
      max_memory_restart: '3G',
      merge_logs: true,
      time: false,
    },
  ],
};
