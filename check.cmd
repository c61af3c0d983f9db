@echo off
rem Sets Buurtteam up and runs every check and test (Windows). Written with care, not yet tried on a Windows machine.
setlocal
cd /d "%~dp0"
call tools\find-python.cmd || exit /b 1
%PYTHON_FOUND% tools\setup.py check || exit /b 1
.venv\Scripts\python.exe tools\check.py %*
exit /b %ERRORLEVEL%
