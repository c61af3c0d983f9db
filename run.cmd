@echo off
rem Sets Buurtteam up and opens it (Windows). Written with care, not yet tried on a Windows machine.
setlocal
call "%~dp0tools\find-python.cmd" || exit /b 1
if "%~1"=="" (
    %PYTHON_FOUND% "%~dp0tools\setup.py" window || exit /b 1
) else (
    %PYTHON_FOUND% "%~dp0tools\setup.py" papers 1>&2 || exit /b 1
)
"%~dp0.venv\Scripts\python.exe" -P -m buurtteam %*
exit /b %ERRORLEVEL%
