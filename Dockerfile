FROM python:3.13-slim
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir --require-hashes -r requirements.txt
COPY . .
RUN SUNHAND_SECRET_KEY=build DATABASE_URL=postgres://build python manage.py collectstatic --noinput \
    && useradd --system --no-create-home sunhand \
    && install --directory --owner sunhand --mode 700 /keys
USER sunhand
EXPOSE 8000
CMD ["python", "-m", "okrsite.serve", "--host", "0.0.0.0", "--port", "8000"]
