create schema quartz;
