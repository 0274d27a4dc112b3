@echo off
rem Starts isp-monitor with the Java that JAVA_HOME names, or else the one on the path.
setlocal
set JAVA=java
if defined JAVA_HOME set JAVA="%JAVA_HOME%\bin\java"
if not defined ISP_MONITOR_JAVA_OPTIONS set ISP_MONITOR_JAVA_OPTIONS=-Xmx1g
%JAVA% %ISP_MONITOR_JAVA_OPTIONS% -XX:+ExitOnOutOfMemoryError -cp "%~dp0..\lib\*" io.ispmonitor.app.IspMonitor %*
